package org.patchbay.sip.internal.trunk;

import java.time.Duration;
import java.util.Objects;
import org.patchbay.sip.internal.dialog.Timing;

/**
 * Whether a trunk is there, by OPTIONS (RFC 3261 §11). Pure: time comes with each event, in
 * nanoseconds of one monotonic clock.
 *
 * @param every between two questions; 0 for none
 * @param askAt when the next is due
 * @param answerBy when the one under way counts as unanswered; {@link Timing#NEVER} where none is
 */
record KeepAlive(long every, long askAt, long answerBy, Verdict verdict) {
    /**
     * Over UDP a question has gone out five times until then (timer E: 0, 0.5, 1.5, 3.5, 7.5 s).
     */
    private static final long PATIENCE = Duration.ofSeconds(8).toNanos();

    /** Who is gone is looked for more often, within reason. */
    private static final long LOOK_AGAIN = Duration.ofSeconds(15).toNanos();

    enum Verdict {
        UNKNOWN,
        THERE,
        GONE
    }

    /** What happens to it. */
    enum Event {
        TICK,
        /** Any final answer but 408 and 503: who refuses OPTIONS is there as well. */
        ANSWERED,
        /** 408, 503, or the request could not be sent. */
        FAILED
    }

    /**
     * @param ask send OPTIONS now
     */
    record Step(KeepAlive next, boolean ask) {
        Step {
            Objects.requireNonNull(next);
        }
    }

    static KeepAlive of(Duration every, long now) {
        long nanos = every.toNanos();
        return new KeepAlive(nanos, nanos == 0 ? Timing.NEVER : now, Timing.NEVER, Verdict.UNKNOWN);
    }

    long wakeAt() {
        return answerBy == Timing.NEVER ? askAt : answerBy;
    }

    boolean isOverdue(long now) {
        return answerBy != Timing.NEVER && now >= answerBy;
    }

    /** Another server of it is asked. */
    KeepAlive waiting(long now) {
        return new KeepAlive(every, askAt, now + PATIENCE, verdict);
    }

    Step next(Event event, long now) {
        switch (event) {
            case ANSWERED:
                // a late one says as much as one in time
                return new Step(rest(Verdict.THERE, now, every), false);
            case FAILED:
                return answerBy == Timing.NEVER ? new Step(this, false) : gone(now);
            default:
                return tick(now);
        }
    }

    private Step tick(long now) {
        if (answerBy != Timing.NEVER) {
            return now >= answerBy ? gone(now) : new Step(this, false);
        }
        return now >= askAt
                ? new Step(new KeepAlive(every, Timing.NEVER, now + PATIENCE, verdict), true)
                : new Step(this, false);
    }

    private Step gone(long now) {
        return new Step(rest(Verdict.GONE, now, Math.min(every, LOOK_AGAIN)), false);
    }

    private KeepAlive rest(Verdict newVerdict, long now, long wait) {
        return new KeepAlive(
                every, every == 0 ? Timing.NEVER : now + wait, Timing.NEVER, newVerdict);
    }
}
