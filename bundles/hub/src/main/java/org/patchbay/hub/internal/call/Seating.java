package org.patchbay.hub.internal.call;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * On the way into a room: a seat first, so that a full room can refuse an unanswered call; then the
 * answer; then the mix.
 *
 * @param kept the room keeps a seat
 * @param tries PINs that the caller gave
 */
record Seating(String room, boolean kept, int tries) implements Activity {
    /** Wrong PINs after which the call ends. */
    static final int MOST_TRIES = 3;

    /**
     * @param pin keys that the caller pressed; empty for none
     */
    static void begin(Turn turn, String room, int tries, String pin) {
        turn.go(new Seating(room, false, tries));
        turn.effect(new Effect.ReserveSeat(room, turn.caller().leg(), pin));
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public String stateName() {
        return "RINGING";
    }

    /** Those of a PIN may come late. */
    @Override
    public boolean keysAreSecret() {
        return tries > 0;
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.SeatKept seat && seat.room().equals(room)) {
            turn.go(new Seating(room, true, tries));
            if (turn.caller().answered()) {
                sit(turn);
            } else {
                turn.caller(turn.caller().answer());
            }
        } else if (message instanceof Message.SeatRefused no && no.room().equals(room)) {
            turn.finish(no.cause());
        } else if (message instanceof Message.SentOut out && out.room().equals(room)) {
            turn.finish(out.cause());
        } else if (message instanceof Message.PinWanted pin && pin.room().equals(room)) {
            ask(pin, turn);
        } else if (message instanceof Message.CallerAnswered && kept) {
            sit(turn);
        }
    }

    private void ask(Message.PinWanted pin, Turn turn) {
        if (tries < MOST_TRIES) {
            AskingPin.begin(turn, room, pin.digits(), tries);
        } else {
            turn.finish(DisconnectCause.of(Reason.DECLINED, "room " + room + ": wrong PIN"));
        }
    }

    private void sit(Turn turn) {
        LegId leg = turn.caller().leg();
        turn.effect(new Effect.HoldSeat(room, leg, turn.holds(leg)));
        turn.effect(new Effect.TakeSeat(room, leg));
        turn.go(new InRoom(room));
        turn.effect(new Effect.ReleaseApps());
    }

    /** Also where the seat is not kept yet: the room takes messages in their order. */
    @Override
    public void abandon(Turn turn) {
        DisconnectCause cause = DisconnectCause.of(Reason.CANCELLED);
        turn.effect(new Effect.LeaveRoom(room, turn.caller().leg(), cause));
    }
}
