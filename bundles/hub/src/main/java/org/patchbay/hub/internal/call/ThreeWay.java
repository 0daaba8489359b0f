package org.patchbay.hub.internal.call;

import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * Three talk, each hearing the two others, until one of them leaves: whoever that is, the other two
 * talk on, and are shown each other.
 *
 * @param two as they were before, the caller and its peer
 * @param thirdIs whom the two talk to besides, as others are shown it
 */
record ThreeWay(Talking two, LegId third, Party thirdIs) implements Activity {
    static void begin(Turn turn, Talking two, LegId third, Party thirdIs) {
        turn.effect(new Effect.JoinMix(third));
        turn.go(new ThreeWay(two, third, thirdIs));
        turn.effect(new Effect.ReleaseApps());
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.Out();
    }

    @Override
    public boolean mayNeedApps() {
        return false;
    }

    @Override
    public String stateName() {
        return "THREE_WAY";
    }

    @Override
    public boolean outlives(LegId caller) {
        return true;
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Ended ended) {
            left(turn, ended.leg());
        } else if (message instanceof Message.Taken taken) {
            left(turn, taken.leg());
        }
    }

    private void left(Turn turn, LegId leg) {
        if (leg.equals(third)) {
            turn.go(two);
        } else if (leg.equals(two.peer())) {
            talkOn(turn, two.callerIs());
        } else if (turn.isCaller(leg)) {
            turn.caller(Caller.called(two.peer()));
            talkOn(turn, two.peerIs());
        }
    }

    /** As others are shown that leg. */
    Party party(LegId leg) {
        return leg.equals(third) ? thirdIs : leg.equals(two.peer()) ? two.peerIs() : two.callerIs();
    }

    /** The caller, whoever that is now, and the third are left. */
    private void talkOn(Turn turn, Party callerIs) {
        LegId caller = turn.caller().leg();
        turn.go(new Talking(third, callerIs, thirdIs));
        Talking.introduce(turn, third, thirdIs, caller, callerIs);
    }
}
