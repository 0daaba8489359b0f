package org.patchbay.hub.internal.call;

import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Message;

/** The peer has answered, the caller is being answered. */
record Bridging(LegId peer) implements Activity {
    static void begin(Turn turn, LegId peer) {
        if (turn.caller().answered()) {
            Talking.begin(turn, peer);
        } else {
            turn.go(new Bridging(peer));
            turn.caller(turn.caller().answer());
        }
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.None("it is just being answered");
    }

    @Override
    public String stateName() {
        return "RINGING";
    }

    @Override
    public boolean givesSeat(LegId seat, Caller caller) {
        return seat.equals(caller.leg());
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Seated seated) {
            turn.callerIs(seated.newcomer());
            Talking.begin(turn, peer);
            Party called = new Party(turn.facts().called(), "");
            LegId newcomer = seated.newcomer().leg();
            Talking.introduce(turn, newcomer, seated.newcomer().is(), peer, called);
        } else if (message instanceof Message.CallerAnswered) {
            Talking.begin(turn, peer);
        } else if (message instanceof Message.Ended ended && ended.leg().equals(peer)) {
            turn.finish(ended.cause());
        }
    }
}
