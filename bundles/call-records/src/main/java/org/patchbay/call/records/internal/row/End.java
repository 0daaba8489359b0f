package org.patchbay.call.records.internal.row;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How it ended.
 *
 * @param at empty where nobody saw it end: the server was killed
 * @param cause a reason of {@link org.patchbay.call.api.DisconnectCause}, or {@link #UNKNOWN}
 * @param sipCode 0 where there is none
 * @param by empty where that is not known, and for a room
 */
public record End(
        Optional<Instant> at, String cause, int sipCode, String text, Optional<HungUpBy> by) {
    public static final String UNKNOWN = "UNKNOWN";

    public End {
        Objects.requireNonNull(at);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(text);
        Objects.requireNonNull(by);
    }
}
