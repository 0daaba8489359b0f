package org.patchbay.sip.internal.message;

import java.util.Objects;

/**
 * A From or To (RFC 3261 §20.10).
 *
 * @param display without quotes, empty where there is none
 * @param tag empty where there is none
 */
public record NameAddr(String display, String uri, String tag) {
    public NameAddr {
        Objects.requireNonNull(display);
        Objects.requireNonNull(uri);
        Objects.requireNonNull(tag);
    }

    public NameAddr withTag(String newTag) {
        return new NameAddr(display, uri, newTag);
    }

    /** The user part, unescaped; empty where the URI has none. */
    public String user() {
        return SipUriText.user(uri);
    }
}
