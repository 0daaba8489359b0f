package org.patchbay.sdp;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An {@code a=crypto} line (RFC 4568 §9.1): what its sender protects its packets with.
 *
 * @param tag by which an answer names the line of the offer that it takes
 */
public record CryptoLine(int tag, SrtpKey key) {
    static final String NAME = "crypto";
    static final Pattern WHOLE = Pattern.compile("(?m)^a=(crypto|ice-pwd):.*$");

    public CryptoLine {
        Objects.requireNonNull(key);
        if (tag < 0 || tag > 999_999_999) {
            throw new IllegalArgumentException("tag " + tag);
        }
    }

    public CryptoSuite suite() {
        return key.suite();
    }

    Attribute attribute() {
        return new Attribute(NAME, tag + " " + suite() + " " + key.inline());
    }
}
