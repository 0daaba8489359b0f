package org.patchbay.sip.internal.message;

import java.util.Locale;
import java.util.Objects;

/**
 * A message body.
 *
 * @param type media type without parameters, lower case
 */
public record Body(String type, String text) {
    public static final String SDP = "application/sdp";

    public Body {
        type = type.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(text);
    }

    /** Its length only: a description may have keys. */
    @Override
    public String toString() {
        return type + ", " + text.length() + " characters";
    }

    public static Body sdp(String text) {
        return new Body(SDP, text);
    }

    public boolean isSdp() {
        return type.equals(SDP);
    }
}
