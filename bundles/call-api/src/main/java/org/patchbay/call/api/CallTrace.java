package org.patchbay.call.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one call beside its messages.
 *
 * @param end empty while it is up
 * @param legs in the order in which they came, each with what it is: {@code in device:1001}
 * @param marks what happened, in its order
 * @param left marks that were too many
 */
public record CallTrace(
        CallId call,
        Party caller,
        String called,
        Instant began,
        Optional<Mark> end,
        Map<LegId, String> legs,
        List<Mark> marks,
        int left) {
    /** Something happened. */
    public record Mark(Instant at, String text) {
        public Mark {
            Objects.requireNonNull(at);
            Objects.requireNonNull(text);
        }
    }

    public CallTrace {
        Objects.requireNonNull(call);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        Objects.requireNonNull(began);
        Objects.requireNonNull(end);
        legs = Collections.unmodifiableMap(new LinkedHashMap<>(legs));
        marks = List.copyOf(marks);
    }
}
