package org.patchbay.media.api;

/** Where the keys of a session come from, and whether it may do without. */
public sealed interface MediaKeying {
    /** Plain RTP, and SRTP is refused. */
    MediaKeying NONE = new None();

    /** SRTP by DTLS only. */
    MediaKeying DTLS = new Dtls();

    /** Plain RTP only. */
    record None() implements MediaKeying {}

    /**
     * Keys in the description (RFC 4568): whoever reads the signalling can read the media.
     *
     * @param required no plain session comes to be; else it is secured where the peer can
     */
    record Sdes(boolean required) implements MediaKeying {}

    /**
     * Keys by DTLS over the session's own {@link MediaPath} (RFC 5764), which has them to itself:
     * nothing is sent or accepted before.
     */
    record Dtls() implements MediaKeying {}
}
