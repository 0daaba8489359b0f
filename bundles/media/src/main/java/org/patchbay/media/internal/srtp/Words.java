package org.patchbay.media.internal.srtp;

/** Big-endian words in packets. */
final class Words {
    private Words() {}

    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    static int i32(byte[] b, int at) {
        return u16(b, at) << 16 | u16(b, at + 2);
    }

    static void i32(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 24);
        b[at + 1] = (byte) (value >> 16);
        b[at + 2] = (byte) (value >> 8);
        b[at + 3] = (byte) value;
    }

    /** Adds a word to what is there, bit by bit (exclusive or). */
    static void mix32(byte[] b, int at, int value) {
        i32(b, at, i32(b, at) ^ value);
    }

    static void mix16(byte[] b, int at, int value) {
        b[at] ^= (byte) (value >> 8);
        b[at + 1] ^= (byte) value;
    }
}
