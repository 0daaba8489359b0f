package org.patchbay.hub.internal.fork;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Plan.Outcome;

/**
 * The one table that combines what became of several branches, in the spirit of RFC 3261 §16.7 step
 * 6: an answer of a person beats one of a machine, and that beats silence. Stronger first.
 */
public enum Outcomes {
    DECLINED(Reason.DECLINED, Outcome.DECLINED, Reason.DECLINED),
    BUSY(Reason.BUSY, Outcome.BUSY, Reason.BUSY),
    NO_COMMON_CODEC(Reason.NO_COMMON_CODEC, Outcome.FAILED, Reason.NO_COMMON_CODEC),
    FORBIDDEN(Reason.FORBIDDEN, Outcome.FAILED, Reason.FORBIDDEN),
    LOOP(Reason.LOOP, Outcome.FAILED, Reason.LOOP),
    NO_ANSWER(Reason.NO_ANSWER, Outcome.NO_ANSWER, Reason.NO_ANSWER),
    TIMEOUT(Reason.TIMEOUT, Outcome.NO_ANSWER, Reason.NO_ANSWER),
    // A branch that ends by itself while it rings has not answered, whatever it calls that.
    CANCELLED(Reason.CANCELLED, Outcome.NO_ANSWER, Reason.NO_ANSWER),
    NORMAL(Reason.NORMAL, Outcome.NO_ANSWER, Reason.NO_ANSWER),
    ANSWERED_ELSEWHERE(Reason.ANSWERED_ELSEWHERE, Outcome.NO_ANSWER, Reason.NO_ANSWER),
    NOT_REGISTERED(Reason.NOT_REGISTERED, Outcome.UNREACHABLE, Reason.NOT_REGISTERED),
    NOT_FOUND(Reason.NOT_FOUND, Outcome.UNREACHABLE, Reason.NOT_FOUND),
    BAD_REQUEST(Reason.BAD_REQUEST, Outcome.FAILED, Reason.BAD_REQUEST),
    MEDIA_LOST(Reason.MEDIA_LOST, Outcome.FAILED, Reason.MEDIA_LOST),
    SERVER_ERROR(Reason.SERVER_ERROR, Outcome.FAILED, Reason.SERVER_ERROR),
    UNAVAILABLE(Reason.UNAVAILABLE, Outcome.UNREACHABLE, Reason.UNAVAILABLE);

    private final Reason reason;
    private final Outcome outcome;
    private final Reason forCaller;

    Outcomes(Reason reason, Outcome outcome, Reason forCaller) {
        this.reason = reason;
        this.outcome = outcome;
        this.forCaller = forCaller;
    }

    /** The row of a reason. */
    public static Outcomes of(Reason reason) {
        for (Outcomes row : values()) {
            if (row.reason == reason) {
                return row;
            }
        }
        throw new IllegalArgumentException("no row for " + reason);
    }

    /** By which a plan goes on. */
    public Outcome outcome() {
        return outcome;
    }

    /** What the caller is told: always the house's own status, not the branch's. */
    public DisconnectCause forCaller() {
        return DisconnectCause.of(forCaller);
    }

    /** The stronger of what is known so far and what comes now. */
    public static Optional<DisconnectCause> stronger(
            Optional<DisconnectCause> known, DisconnectCause now) {
        return known.isPresent() && of(known.get().reason()).compareTo(of(now.reason())) <= 0
                ? known
                : Optional.of(now);
    }
}
