package org.patchbay.hub.internal.message;

import java.util.Objects;

/**
 * A timer of one call. Starting one that runs starts it anew.
 *
 * @param number tells several of a kind apart, such as the ticket of a verb
 */
public record TimerId(Kind kind, long number) {
    /** The next round of ringing, or no answer. */
    public static final TimerId RING = new TimerId(Kind.RING, 0);

    /** Legs that never say that they ended are forgotten. */
    public static final TimerId LINGER = new TimerId(Kind.LINGER, 0);

    /** An app that went does not come back. */
    public static final TimerId APP = new TimerId(Kind.APP, 0);

    /** Nobody presses the keys of a room. */
    public static final TimerId PIN = new TimerId(Kind.PIN, 0);

    /** Who was sent out of a room has been told so. */
    public static final TimerId SHOWN_OUT = new TimerId(Kind.SHOWN_OUT, 0);

    public enum Kind {
        RING,
        LINGER,
        APP,
        PIN,
        SHOWN_OUT,
        VERB
    }

    public TimerId {
        Objects.requireNonNull(kind);
    }

    public static TimerId verb(long ticket) {
        return new TimerId(Kind.VERB, ticket);
    }
}
