package org.patchbay.call.api;

import java.util.Objects;

/** Our id of one leg, unique in the house. */
public record LegId(String value) {
    public LegId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
