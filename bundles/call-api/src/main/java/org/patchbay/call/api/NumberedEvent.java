package org.patchbay.call.api;

import java.time.Instant;
import java.util.Objects;

/**
 * An event with its place in the order of the house.
 *
 * @param bootId changes with every start of the hub; numbers of different boots cannot be compared
 * @param number without gaps within a boot, from 1
 */
public record NumberedEvent(String bootId, long number, Instant at, HouseEvent event) {
    public NumberedEvent {
        Objects.requireNonNull(bootId);
        Objects.requireNonNull(at);
        Objects.requireNonNull(event);
    }
}
