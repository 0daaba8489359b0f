package org.patchbay.hub.internal.call;

import java.time.Duration;
import java.util.List;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;
import org.patchbay.media.api.MediaEngine.Tone;

/**
 * The caller was sent out of a room: falling tones say that this is no fault of the line, and then
 * the call ends.
 *
 * @param ticket of the tones
 */
record ShownOut(long ticket, DisconnectCause cause) implements Activity {
    /** Where nobody says that the tones are over. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int MS = 250;
    private static final List<Tone> OUT =
            List.of(tone(800), tone(600), tone(400), new Tone(List.of(), 0, MS));

    private static Tone tone(double hz) {
        return new Tone(List.of(hz), -20, MS);
    }

    static void begin(Turn turn, DisconnectCause cause) {
        // tickets of apps are positive
        ShownOut out = turn.go(new ShownOut(-turn.nextNumber(), cause));
        turn.effect(new Effect.JoinMix(turn.caller().leg()));
        turn.effect(new Effect.PlayTones(out.ticket(), OUT));
        turn.effect(new Effect.StartTimer(TimerId.SHOWN_OUT, LONGEST));
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.None("it is being sent out of a room");
    }

    @Override
    public String stateName() {
        return "IN_ROOM";
    }

    @Override
    public void on(Message message, Turn turn) {
        boolean played = message instanceof Message.PlayEnded ended && ended.ticket() == ticket;
        if (played
                || message instanceof Message.Fired fired
                        && fired.timer().equals(TimerId.SHOWN_OUT)) {
            turn.finish(cause);
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.StopTimer(TimerId.SHOWN_OUT));
    }
}
