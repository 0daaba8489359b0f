package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;

/**
 * Who called takes somebody's place in another call. It is answered first, so that it talks as soon
 * as it is there; where the place is not given any more, it is hung up.
 */
record StandingIn(LegId seat) implements Activity {
    static void begin(Turn turn, LegId seat) {
        turn.go(new StandingIn(seat));
        turn.caller(turn.caller().answer());
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.None("a transfer is under way already");
    }

    @Override
    public String stateName() {
        return "TRANSFERRING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.CallerAnswered) {
            Facts facts = turn.facts();
            Owner owner =
                    new Owner(
                            facts.device(),
                            facts.user(),
                            facts.trunk(),
                            Optional.of(facts.caller()));
            LegId leg = turn.caller().leg();
            turn.effect(new Effect.OfferSeat(leg, seat, facts.caller(), owner));
        } else if (message instanceof Message.Taken) {
            turn.go(new HandedOver());
            turn.finish(HandedOver.CAUSE);
        } else if (message instanceof Message.NotTaken no) {
            turn.finish(no.cause());
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.WithdrawSeat());
    }
}
