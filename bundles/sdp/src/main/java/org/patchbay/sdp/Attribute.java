package org.patchbay.sdp;

import java.util.Objects;

/**
 * An {@code a=} line: a name, and a value that is empty for a property attribute (RFC 8866 §5.13).
 */
public record Attribute(String name, String value) {
    public Attribute {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    /** Without the keys of a {@code crypto} line, which end up in a log else. */
    @Override
    public String toString() {
        return name + (value.isEmpty() ? "" : ":" + (name.equals(CryptoLine.NAME) ? "…" : value));
    }

    public static Attribute property(String name) {
        return new Attribute(name, "");
    }
}
