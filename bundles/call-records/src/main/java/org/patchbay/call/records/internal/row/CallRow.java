package org.patchbay.call.records.internal.row;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.Party;

/**
 * A call: a {@link CallRecord} while it is written.
 *
 * @param bootId of the hub that had it
 */
public record CallRow(
        String call,
        String bootId,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Direction direction,
        Party caller,
        String called,
        String source,
        Optional<String> room,
        String decidedBy,
        Optional<End> end)
        implements Row {
    public CallRow {
        Objects.requireNonNull(call);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(answeredAt);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(room);
        Objects.requireNonNull(end);
    }

    @Override
    public Object key() {
        return call;
    }

    @Override
    public boolean isLast() {
        return end.isPresent();
    }

    /** As others see it. */
    public CallRecord record() {
        return new CallRecord(
                call,
                startedAt,
                answeredAt,
                direction,
                caller,
                called,
                source,
                room,
                decidedBy,
                end);
    }

    public CallRow with(Direction now) {
        return new CallRow(
                call,
                bootId,
                startedAt,
                answeredAt,
                now,
                caller,
                called,
                source,
                room,
                decidedBy,
                end);
    }

    public CallRow from(String now) {
        return new CallRow(
                call,
                bootId,
                startedAt,
                answeredAt,
                direction,
                caller,
                called,
                now,
                room,
                decidedBy,
                end);
    }

    public CallRow answered(Instant at) {
        return new CallRow(
                call,
                bootId,
                startedAt,
                Optional.of(at),
                direction,
                caller,
                called,
                source,
                room,
                decidedBy,
                end);
    }

    public CallRow decided(String by) {
        return new CallRow(
                call,
                bootId,
                startedAt,
                answeredAt,
                direction,
                caller,
                called,
                source,
                room,
                by,
                end);
    }

    public CallRow ended(End how) {
        return new CallRow(
                call,
                bootId,
                startedAt,
                answeredAt,
                direction,
                caller,
                called,
                source,
                room,
                decidedBy,
                Optional.of(how));
    }
}
