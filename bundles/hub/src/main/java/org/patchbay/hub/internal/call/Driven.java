package org.patchbay.hub.internal.call;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.call.api.CallControl.CallGoneException;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.drive.Drive;

/** Who can leave a call that an app drives or drove, and what becomes of those who stay. */
final class Driven {
    private Driven() {}

    static Way way(Drive drive, LegId leg, Caller caller) {
        List<LegId> talk = talkers(drive, caller);
        boolean rings = drive.others().size() < drive.dialled();
        if (rings && !talk.isEmpty()) {
            return new Way.None("somebody is being rung just now");
        }
        if (!leg.equals(caller.leg()) && !talk.contains(leg)) {
            return new Way.None("it is just being connected");
        }
        if (talk.size() > 1) {
            return new Way.Out();
        }
        return talk.isEmpty()
                ? new Way.WithCall()
                : new Way.Given(talk.contains(leg) ? caller.leg() : talk.get(0));
    }

    /** Whom the caller talks to. */
    private static List<LegId> talkers(Drive drive, Caller caller) {
        return Stream.of(Side.PEER, Side.THIRD)
                .flatMap(side -> drive.leg(side, caller).stream())
                .toList();
    }

    /** Those who talk talk on, as if no driver had been there. */
    static void letGo(Turn turn, Drive drive) {
        abandon(turn, drive);
        List<LegId> talk = talkers(drive, turn.caller());
        Facts facts = turn.facts();
        Party called = new Party(facts.called(), "");
        Talking two = new Talking(talk.get(0), facts.caller(), called);
        Optional<LegId> third = talk.stream().skip(1).findFirst();
        turn.go(third.<Activity>map(leg -> new ThreeWay(two, leg, called)).orElse(two));
    }

    static void abandon(Turn turn, Drive drive) {
        DisconnectCause cause = DisconnectCause.of(Reason.CANCELLED);
        turn.effects(drive.abandon(cause, new CallGoneException(turn.facts().id())));
    }
}
