package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * Who stays is to take the seat that a leg of another call has. That call decides, and has the leg
 * from then on: this one is over with it.
 */
record Handing(Giving giving) implements Activity {
    static void begin(Turn turn, Giving giving, LegId seat) {
        turn.go(new Handing(giving));
        turn.effect(
                new Effect.OfferSeat(
                        turn.caller().leg(), seat, giving.staysIs(), giving.staysOwner()));
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
        if (message instanceof Message.Taken) {
            turn.go(new HandedOver());
            giving.done(turn, Optional.empty());
            turn.finish(HandedOver.CAUSE);
        } else if (message instanceof Message.NotTaken no) {
            giving.failed(turn, no.cause());
        } else if (message instanceof Message.Ended ended && ended.leg().equals(giving.by())) {
            turn.go(new Handing(giving.left()));
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.WithdrawSeat());
        giving.abandon(turn);
    }
}
