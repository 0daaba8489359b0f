package org.patchbay.webrtc.internal.session;

/** What a packet is that shares the port with others, by its first byte (RFC 7983 §7). */
enum Demux {
    DTLS,
    RTP,
    /** STUN and TURN have been taken out before; the rest is nothing that we know. */
    OTHER;

    static Demux of(byte[] data, int offset, int length) {
        if (length <= 0) {
            return OTHER;
        }
        int first = data[offset] & 0xFF;
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        return first >= 128 && first <= 191 ? RTP : OTHER;
    }
}
