package org.patchbay.hub.internal.call;

import java.time.Duration;
import java.util.List;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;
import org.patchbay.media.api.MediaEngine.Tone;

/**
 * A room wants a PIN: the caller is answered, hears a tone and presses keys. The last of them, #,
 * or silence ends a try.
 *
 * @param digits so many keys there are
 * @param tries PINs that were wrong
 * @param keys of this one
 */
record AskingPin(String room, int digits, int tries, String keys) implements Activity {
    /** For the first key, and between two. */
    static final Duration BETWEEN = Duration.ofSeconds(8);

    private static final int ASK_MS = 400;
    private static final List<Tone> ASK = List.of(new Tone(List.of(600.0), -24, ASK_MS));
    private static final List<Tone> WRONG =
            List.of(
                    new Tone(List.of(300.0), -24, ASK_MS),
                    new Tone(List.of(), 0, ASK_MS),
                    ASK.get(0));

    static void begin(Turn turn, String room, int digits, int tries) {
        AskingPin asking = turn.go(new AskingPin(room, digits, tries, ""));
        if (turn.caller().answered()) {
            asking.ask(turn);
        } else {
            turn.caller(turn.caller().answer());
        }
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public String stateName() {
        return "RINGING";
    }

    @Override
    public boolean keysAreSecret() {
        return true;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "AskingPin of room " + room;
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.CallerAnswered) {
            ask(turn);
        } else if (message instanceof Message.Digit digit
                && digit.leg().equals(turn.caller().leg())) {
            pressed(digit.key(), turn);
        } else if (message instanceof Message.Fired fired && fired.timer().equals(TimerId.PIN)) {
            tried(turn);
        }
    }

    private void ask(Turn turn) {
        turn.effect(new Effect.JoinMix(turn.caller().leg()));
        // tickets of apps are positive
        turn.effect(new Effect.PlayTones(-turn.nextNumber(), tries == 0 ? ASK : WRONG));
        turn.effect(new Effect.StartTimer(TimerId.PIN, BETWEEN));
    }

    private void pressed(char key, Turn turn) {
        if (key == '#') {
            tried(turn);
            return;
        }
        AskingPin more = turn.go(new AskingPin(room, digits, tries, keys + key));
        if (more.keys().length() == digits) {
            more.tried(turn);
        } else {
            turn.effect(new Effect.StartTimer(TimerId.PIN, BETWEEN));
        }
    }

    private void tried(Turn turn) {
        turn.effect(new Effect.StopTimer(TimerId.PIN));
        Seating.begin(turn, room, tries + 1, keys);
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.StopTimer(TimerId.PIN));
    }
}
