package org.patchbay.call.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.media.api.Mix.MixSnapshot;

/**
 * A call as it is now.
 *
 * @param state {@code ROUTING}, {@code RINGING}, {@code TALKING}, {@code TRANSFERRING}, {@code
 *     JOINING}, {@code THREE_WAY}, {@code IN_ROOM}, {@code IN_APP}, {@code LISTENING}, {@code
 *     ENDED}; {@code LOCKED} for a room that nobody else gets into
 * @param room the room's number where this call is a room
 * @param listensTo the call or room that this call only listens to
 * @param decidedBy the script and version, or the built-in route, that decided last; empty before
 * @param reasons of that decision
 * @param mix of the last second; empty while there is none
 */
public record CallSnapshot(
        CallId id,
        String state,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Party caller,
        String called,
        Optional<String> room,
        Optional<CallId> listensTo,
        String decidedBy,
        List<String> reasons,
        List<LegSnapshot> legs,
        Optional<MixSnapshot> mix) {
    public CallSnapshot {
        Objects.requireNonNull(id);
        Objects.requireNonNull(state);
        Objects.requireNonNull(listensTo);
        reasons = List.copyOf(reasons);
        legs = List.copyOf(legs);
    }
}
