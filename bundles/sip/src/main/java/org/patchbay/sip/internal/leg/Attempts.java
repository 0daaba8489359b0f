package org.patchbay.sip.internal.leg;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.NextHop;

/**
 * Where one INVITE may go, one server after the other, and how long each may be without a sign. On
 * the leg's queue; time comes with each call.
 */
final class Attempts {
    static final Attempts NONE = new Attempts(null, List.of(), Duration.ZERO);

    private final Deque<NextHop> left = new ArrayDeque<>();
    private final long patience;
    private long answerBy = Timing.NEVER;

    /**
     * @param others keys of media that were offered to {@code first} in secret are not sent to one
     *     of them in the clear
     * @param patience zero for ever
     */
    Attempts(NextHop first, List<NextHop> others, Duration patience) {
        this.patience = patience.toNanos();
        for (NextHop other : others) {
            if (other.isSecure() || !first.isSecure()) {
                left.add(other);
            }
        }
    }

    void sent(long now) {
        answerBy = patience == 0 ? Timing.NEVER : now + patience;
    }

    /** A provisional response is a sign as well. */
    void heard() {
        answerBy = Timing.NEVER;
    }

    long answerBy() {
        return answerBy;
    }

    boolean isOverdue(long now) {
        return now >= answerBy;
    }

    Optional<NextHop> next() {
        answerBy = Timing.NEVER;
        return Optional.ofNullable(left.poll());
    }
}
