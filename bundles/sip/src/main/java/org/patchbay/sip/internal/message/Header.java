package org.patchbay.sip.internal.message;

import java.util.Objects;

/** One header field as text. The value may hold a credential, so it is not printed. */
public record Header(String name, String value) {
    public Header {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return name + ": …";
    }
}
