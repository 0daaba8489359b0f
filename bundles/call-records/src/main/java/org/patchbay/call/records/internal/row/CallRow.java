package org.patchbay.call.records.internal.row;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.Party;

/**
 * A call.
 *
 * @param bootId of the hub that had it
 * @param answeredAt when the caller was
 * @param source whence it came, or who was rung first: {@code device:1001}, {@code trunk:acme}
 * @param room its number where the call is a room
 * @param decidedBy scripts with their versions, in the order in which they decided
 * @param end empty while it is up
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

    /** From its start to its end; empty where that is not known. */
    public Optional<Duration> duration() {
        return end.flatMap(End::at).map(at -> Duration.between(startedAt, at));
    }

    /** From the answer to the end; zero for a call that nobody answered. */
    public Optional<Duration> talk() {
        return end.flatMap(End::at)
                .map(at -> answeredAt.map(a -> Duration.between(a, at)).orElse(Duration.ZERO));
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
