package org.patchbay.directory.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A trunk as it is now, without secrets.
 *
 * @param address where its calls go at present; empty while that is not known
 * @param registeredUntil empty where it has no registration of ours
 * @param lastFailure for people; empty where there was none
 * @param calls that are up over it
 * @param maxCalls how many may be; 0 for any number
 */
public record TrunkStatus(
        String id,
        TrunkState state,
        String address,
        Optional<Instant> registeredUntil,
        String lastFailure,
        int calls,
        int maxCalls) {
    public TrunkStatus {
        Objects.requireNonNull(id);
        Objects.requireNonNull(state);
        Objects.requireNonNull(address);
        Objects.requireNonNull(registeredUntil);
        Objects.requireNonNull(lastFailure);
    }

    /** As many calls as there are. */
    public TrunkStatus(
            String id,
            TrunkState state,
            String address,
            Optional<Instant> registeredUntil,
            String lastFailure,
            int calls) {
        this(id, state, address, registeredUntil, lastFailure, calls, 0);
    }
}
