package org.patchbay.hub.internal.call;

import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/** The caller sits in a room, which is a call of its own and has the mix. */
record InRoom(String room) implements Activity {
    @Override
    public String stateName() {
        return "IN_ROOM";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.MediaChanged changed
                && changed.leg().equals(turn.caller().leg())) {
            turn.effect(new Effect.TakeSeat(room, changed.leg()));
        } else if (message instanceof Message.SentOut out && out.room().equals(room)) {
            ShownOut.begin(turn, out.cause());
        } else if (message instanceof Message.Held held) {
            turn.effect(new Effect.HoldSeat(room, held.leg(), held.held()));
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.LeaveRoom(room, turn.caller().leg(), turn.cause()));
    }
}
