package org.patchbay.call.records.internal.search;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.records.internal.row.Direction;

/**
 * What is looked for; empty means any.
 *
 * @param party part of a number, a name or a target of somebody who took part
 * @param cause as {@code patchbay_call.cause} has it
 * @param limit the newest so many; 0 for all
 */
public record Query(
        Optional<String> party,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Direction> direction,
        Optional<String> cause,
        int limit) {
    public Query {
        Objects.requireNonNull(party);
        Objects.requireNonNull(since);
        Objects.requireNonNull(until);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(cause);
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    public static Query newest(int limit) {
        return new Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }
}
