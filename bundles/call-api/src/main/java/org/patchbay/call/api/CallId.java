package org.patchbay.call.api;

import java.util.Objects;

/** Our id of a call; SIP's Call-ID is something else and belongs to one leg. */
public record CallId(String value) {
    public CallId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
