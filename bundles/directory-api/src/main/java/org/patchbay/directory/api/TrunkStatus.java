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
 */
public record TrunkStatus(
        String id,
        TrunkState state,
        String address,
        Optional<Instant> registeredUntil,
        String lastFailure,
        int calls) {
    public TrunkStatus {
        Objects.requireNonNull(id);
        Objects.requireNonNull(state);
        Objects.requireNonNull(address);
        Objects.requireNonNull(registeredUntil);
        Objects.requireNonNull(lastFailure);
    }
}
