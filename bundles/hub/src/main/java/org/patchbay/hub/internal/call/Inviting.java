package org.patchbay.hub.internal.call;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;

/**
 * Two who talk, and as whose guest a third is rung meanwhile. They hear nothing of it: they talk.
 *
 * @param wish who that is and whom it wants
 * @param byIs as the third is shown it
 * @param number where the third is, as others are shown it
 */
record Inviting(Talking two, Message.JoinAsked wish, Party byIs, String number) {
    static Inviting of(Talking two, Message.JoinAsked asked, String number) {
        boolean isPeer = asked.by().equals(two.peer());
        Party known = isPeer ? two.peerIs() : two.callerIs();
        Party is = asked.owner().party().orElse(known);
        return new Inviting(two, asked, is, number);
    }

    /** As whom a number is dialled. */
    Owner byOwner() {
        return wish.owner();
    }

    void tell(Turn turn, JoinProgress progress) {
        if (wish.byFarSide()) {
            turn.effect(new Effect.TellJoin(wish.by(), wish.third(), progress));
        }
    }

    /** The two talk on. */
    void failed(Turn turn, DisconnectCause cause) {
        DisconnectCause why = Outcomes.of(cause.reason()).forCaller();
        turn.publish(new HouseEvent.JoinFailed(turn.facts().id(), wish.by(), why));
        tell(turn, new JoinProgress.Failed(why));
        turn.go(two);
        turn.effect(new Effect.ReleaseApps());
    }
}
