package org.patchbay.trace.internal.book;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;

/**
 * What is known of one call. Immutable.
 *
 * @param end empty while it is up
 * @param legs in the order in which they came, each with what it is
 * @param marks what happened beside the messages
 * @param left marks that were too many
 */
public record Trail(
        CallId call,
        Party caller,
        String called,
        Instant began,
        Optional<Mark> end,
        Map<LegId, String> legs,
        List<Mark> marks,
        int left) {
    /** One call cannot fill the memory. */
    static final int MOST_MARKS = 500;

    /** The INVITE and its challenge come before the call. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /** So long a BYE is sent again (RFC 3261 §17.1.2.2). */
    private static final Duration AFTER = Duration.ofSeconds(33);

    public Trail {
        legs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(legs));
        marks = List.copyOf(marks);
    }

    /** Something happened. */
    public record Mark(Instant at, String text) {}

    /** A leg may have been in another call before, or be in one after: that is not ours. */
    public boolean covers(Instant at) {
        return !at.isBefore(began.minus(BEFORE))
                && end.map(e -> !at.isAfter(e.at().plus(AFTER))).orElse(true);
    }
}
