package org.patchbay.trace.internal.book;

import java.time.Duration;
import java.time.Instant;
import org.patchbay.call.api.CallTrace;

/** Which messages of its legs are those of a call. Pure. */
public final class Span {
    /** The INVITE and its challenge come before the call. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /** So long a BYE is sent again (RFC 3261 §17.1.2.2). */
    private static final Duration AFTER = Duration.ofSeconds(33);

    private Span() {}

    /** A leg may have been in another call before, or be in one after: that is not ours. */
    public static boolean covers(CallTrace trace, Instant at) {
        return !at.isBefore(trace.began().minus(BEFORE))
                && trace.end().map(e -> !at.isAfter(e.at().plus(AFTER))).orElse(true);
    }
}
