package org.patchbay.hub.internal.caller;

import java.util.List;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;

/**
 * How far the leg is to which a call belongs: rung once, opened for early media once, answered
 * once. A pure machine.
 *
 * @param rung it was told that somebody is alerted
 * @param ringback it hears a tone while somebody is alerted
 */
public record Caller(LegId leg, boolean rung, Media media, Answer given, boolean ringback) {
    /** Early media. */
    public enum Media {
        CLOSED,
        OPENING,
        OPEN
    }

    public enum Answer {
        NO,
        ASKED,
        YES
    }

    /** What one message led to. */
    public record Step(Caller caller, List<Effect> effects) {}

    /** A leg that came in. */
    public static Caller incoming(LegId leg) {
        return new Caller(leg, false, Media.CLOSED, Answer.NO, false);
    }

    /** A leg that we rang by command and that answered. */
    public static Caller called(LegId leg) {
        return new Caller(leg, true, Media.OPEN, Answer.YES, false);
    }

    public boolean answered() {
        return given == Answer.YES;
    }

    /** Asked to answer, and not there yet. */
    public boolean isAnswering() {
        return given == Answer.ASKED;
    }

    /** Whether what is mixed now is heard. */
    public boolean hears() {
        return media == Media.OPEN || answered();
    }

    public Step ring() {
        return rung || given != Answer.NO
                ? new Step(this, List.of())
                : new Step(
                        new Caller(leg, true, media, given, ringback),
                        List.of(new Effect.RingCaller(leg)));
    }

    public Step open() {
        return media != Media.CLOSED || given != Answer.NO
                ? new Step(this, List.of())
                : new Step(
                        new Caller(leg, rung, Media.OPENING, given, ringback),
                        List.of(new Effect.OpenCaller(leg)));
    }

    /** Early media is open, or could not be opened: then nothing is lost but itself. */
    public Caller opened(boolean success) {
        return media != Media.OPENING
                ? this
                : new Caller(leg, rung, success ? Media.OPEN : Media.CLOSED, given, ringback);
    }

    public Step answer() {
        return given != Answer.NO
                ? new Step(this, List.of())
                : new Step(
                        new Caller(leg, rung, media, Answer.ASKED, ringback),
                        List.of(new Effect.AnswerCaller(leg)));
    }

    /** Our answer is out. */
    public Caller confirmed() {
        return new Caller(leg, rung, Media.OPEN, Answer.YES, ringback);
    }

    /**
     * Somebody is alerted, and nothing is heard of it yet. One who is answered gets a tone; one who
     * is not was told by {@link #ring} and makes its own.
     */
    public Step ringback(boolean alerting) {
        boolean on = alerting && answered();
        if (on == ringback) {
            return new Step(this, List.of());
        }
        Caller next = new Caller(leg, rung, media, given, on);
        return on
                ? new Step(next, List.of(new Effect.JoinMix(leg), new Effect.Ringback(true)))
                : new Step(next, List.of(new Effect.Ringback(false)));
    }
}
