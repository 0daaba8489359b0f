package org.patchbay.call.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a call when it is over.
 *
 * @param call its id
 * @param answeredAt when the caller was
 * @param source whence it came, or who was rung first: {@code device:1001}, {@code trunk:acme}
 * @param room its number where the call is a room
 * @param decidedBy scripts with their versions, in the order in which they decided
 * @param end empty while it is up
 */
public record CallRecord(
        String call,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Direction direction,
        Party caller,
        String called,
        String source,
        Optional<String> room,
        String decidedBy,
        Optional<End> end) {
    /** Which way a call went, as seen from the house. */
    public enum Direction {
        /** It came by a trunk, wherever it went then. */
        INBOUND,
        /** It went out by a trunk. */
        OUTBOUND,
        /** It stayed in the house. */
        INTERNAL,
        /** It is a conference; those who sit in it have calls of their own, too. */
        ROOM
    }

    /** Who ended a call or a leg. */
    public enum HungUpBy {
        CALLER,
        CALLED,
        /** Time ran out, or an app, a command or another leg's end did it. */
        HOUSE
    }

    /**
     * How a call or a leg ended.
     *
     * @param at empty where nobody saw it end: the server was killed
     * @param cause a reason of {@link DisconnectCause}, or {@link #UNKNOWN}
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

    public CallRecord {
        Objects.requireNonNull(call);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(answeredAt);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        Objects.requireNonNull(source);
        Objects.requireNonNull(room);
        Objects.requireNonNull(decidedBy);
        Objects.requireNonNull(end);
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
}
