package org.patchbay.webrtc.internal.srtp;

/** Tells RTCP from RTP where both share a path (RFC 5761 §4), and whose it is. */
final class Rtcp {
    /** Up to the SSRC and with it. */
    private static final int RTP_HEADER = 12;

    private static final int RTCP_HEADER = 8;

    private Rtcp() {}

    static boolean is(byte[] data, int offset) {
        int type = data[offset + 1] & 0x7F;
        return type >= 64 && type <= 95;
    }

    /** Whether it is long enough to say whose it is. */
    static boolean isWhole(byte[] data, int offset, int length) {
        return length >= 2 && length >= (is(data, offset) ? RTCP_HEADER : RTP_HEADER);
    }

    static int ssrc(byte[] data, int offset) {
        int at = offset + (is(data, offset) ? 4 : 8);
        return (data[at] & 0xFF) << 24
                | (data[at + 1] & 0xFF) << 16
                | (data[at + 2] & 0xFF) << 8
                | data[at + 3] & 0xFF;
    }
}
