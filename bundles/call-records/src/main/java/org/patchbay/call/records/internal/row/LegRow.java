package org.patchbay.call.records.internal.row;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.LegRecord.Quality;

/** A leg in a call: a {@link LegRecord} while it is written. */
public record LegRow(
        String call,
        String leg,
        boolean incoming,
        String target,
        Instant addedAt,
        Optional<Instant> ringingAt,
        Optional<Instant> answeredAt,
        Optional<End> end,
        Optional<Quality> quality)
        implements Row {
    public LegRow {
        Objects.requireNonNull(call);
        Objects.requireNonNull(leg);
        Objects.requireNonNull(target);
        Objects.requireNonNull(addedAt);
        Objects.requireNonNull(ringingAt);
        Objects.requireNonNull(answeredAt);
        Objects.requireNonNull(end);
        Objects.requireNonNull(quality);
    }

    /** A leg that has just been added. */
    public static LegRow added(
            String call, String leg, boolean incoming, String target, Instant at) {
        return new LegRow(
                call,
                leg,
                incoming,
                target,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As others see it. */
    public LegRecord record() {
        return new LegRecord(
                call, leg, incoming, target, addedAt, ringingAt, answeredAt, end, quality);
    }

    @Override
    public Object key() {
        return call + " " + leg;
    }

    @Override
    public boolean isLast() {
        return false;
    }

    public LegRow ringing(Instant at) {
        return new LegRow(
                call, leg, incoming, target, addedAt, Optional.of(at), answeredAt, end, quality);
    }

    public LegRow answered(Instant at) {
        return new LegRow(
                call, leg, incoming, target, addedAt, ringingAt, Optional.of(at), end, quality);
    }

    public LegRow ended(End how, Optional<Quality> media) {
        return new LegRow(
                call,
                leg,
                incoming,
                target,
                addedAt,
                ringingAt,
                answeredAt,
                Optional.of(how),
                media);
    }
}
