package org.patchbay.hub.internal.call;

import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * The caller hears another call or a room, and nobody there hears it.
 *
 * @param to which has the mix
 */
record Listening(CallId to) implements Activity {
    static void begin(Turn turn, CallId to) {
        turn.go(new Listening(to)).listen(turn);
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.None("it only listens");
    }

    @Override
    public String stateName() {
        return "LISTENING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.NothingHeard nothing) {
            turn.finish(nothing.cause());
        } else if (message instanceof Message.MediaChanged) {
            listen(turn);
        } else if (message instanceof Message.Held held) {
            if (held.held()) {
                stop(turn);
            } else {
                listen(turn);
            }
        }
    }

    private void listen(Turn turn) {
        if (!turn.holds(turn.caller().leg())) {
            turn.effect(new Effect.Listen(to, turn.caller().leg()));
        }
    }

    private void stop(Turn turn) {
        turn.effect(new Effect.ListenNoMore(to, turn.caller().leg()));
    }

    @Override
    public void abandon(Turn turn) {
        stop(turn);
    }
}
