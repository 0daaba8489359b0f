package org.patchbay.call.api;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whom to reach, as scripts and the directory write it: {@code scheme:address}. The hub itself
 * resolves {@code user:} and {@code group:}; every other scheme belongs to a {@link LegProvider},
 * such as {@code device:1001} or {@code trunk:acme/+4930123}.
 */
public record Target(String scheme, String address) {
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public Target {
        if (!SCHEME.matcher(scheme).matches()) {
            throw new IllegalArgumentException("target scheme '" + scheme + "'");
        }
        Objects.requireNonNull(address);
        if (address.isEmpty() || address.length() > 256 || address.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("target address of scheme " + scheme);
        }
    }

    /**
     * @throws IllegalArgumentException where the text is not {@code scheme:address}, naming it
     */
    public static Target parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a target: write scheme:address, such as device:1001");
        }
        return new Target(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return scheme + ":" + address;
    }
}
