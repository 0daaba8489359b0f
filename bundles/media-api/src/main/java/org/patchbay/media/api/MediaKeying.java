package org.patchbay.media.api;

/** Where the keys of a session come from, and whether it may do without. */
public sealed interface MediaKeying {
    /** Plain RTP, and SRTP is refused. */
    MediaKeying NONE = new None();

    /** Plain RTP only. */
    record None() implements MediaKeying {}

    /**
     * Keys in the description (RFC 4568): whoever reads the signalling can read the media.
     *
     * @param required no plain session comes to be; else it is secured where the peer can
     */
    record Sdes(boolean required) implements MediaKeying {}
}
