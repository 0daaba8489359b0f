package org.patchbay.call.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.CallRecord.Direction;

/**
 * Which call records are looked for; empty means any.
 *
 * @param call that one only
 * @param party part of a number, a name or a target of somebody who took part
 * @param since calls that began then or later
 * @param until calls that began before
 * @param cause a reason of {@link DisconnectCause}, or {@link CallRecord.End#UNKNOWN}
 * @param after the last one that somebody has: older ones only
 * @param limit the newest so many; 0 for all
 */
public record RecordQuery(
        Optional<String> call,
        Optional<String> party,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Direction> direction,
        Optional<String> cause,
        Optional<Place> after,
        int limit) {
    /** Where a call stands among the others: by its start, then by its id. */
    public record Place(Instant startedAt, String call) {
        public Place {
            Objects.requireNonNull(startedAt);
            Objects.requireNonNull(call);
        }

        public static Place of(CallRecord record) {
            return new Place(record.startedAt(), record.call());
        }
    }

    public RecordQuery {
        Objects.requireNonNull(call);
        Objects.requireNonNull(party);
        Objects.requireNonNull(since);
        Objects.requireNonNull(until);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(after);
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    public static RecordQuery newest(int limit) {
        return of(Optional.empty(), limit);
    }

    public static RecordQuery one(String call) {
        return of(Optional.of(call), 1);
    }

    private static RecordQuery of(Optional<String> call, int limit) {
        return new RecordQuery(
                call,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }
}
