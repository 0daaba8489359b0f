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

    /** Without keys and passwords, which end up in a log else. */
    @Override
    public String toString() {
        boolean secret = name.equals(CryptoLine.NAME) || name.equals("ice-pwd");
        return name + (value.isEmpty() ? "" : ":" + (secret ? "…" : value));
    }

    public static Attribute property(String name) {
        return new Attribute(name, "");
    }
}
