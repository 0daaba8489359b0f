package org.patchbay.media.internal.dtmf;

/**
 * The payload of RFC 4733 §2.3:
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+-+-+-----------+-------------------------------+
 * |     event     |E|R|  volume   |           duration            |
 * +---------------+-+-+-----------+-------------------------------+
 * </pre>
 */
final class TelephoneEvent {
    static final int LENGTH = 4;

    /** A duration that does not fit is continued in another segment (§2.5.1.3). */
    static final int LONGEST = 0xFFFF;

    private static final String KEYS = "0123456789*#ABCD";

    private TelephoneEvent() {}

    /** The event code of a key, −1 where it is none. */
    static int code(char key) {
        return KEYS.indexOf(Character.toUpperCase(key));
    }

    /** Whether the code is one of the sixteen keys (§3.2); others are modem tones and the like. */
    static boolean isKey(int code) {
        return code >= 0 && code < KEYS.length();
    }

    static char key(int code) {
        return KEYS.charAt(code);
    }

    static int event(byte[] payload, int offset) {
        return payload[offset] & 0xFF;
    }

    static boolean end(byte[] payload, int offset) {
        return (payload[offset + 1] & 0x80) != 0;
    }

    /** In units of the RTP clock. */
    static int duration(byte[] payload, int offset) {
        return (payload[offset + 2] & 0xFF) << 8 | payload[offset + 3] & 0xFF;
    }

    static void write(byte[] to, int offset, int event, boolean end, int volume, int duration) {
        to[offset] = (byte) event;
        to[offset + 1] = (byte) ((end ? 0x80 : 0) | volume & 0x3F);
        to[offset + 2] = (byte) (duration >> 8);
        to[offset + 3] = (byte) duration;
    }
}
