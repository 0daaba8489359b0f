package org.patchbay.media.internal.rtp;

/** Big-endian numbers in arrays. */
final class Bytes {
    private Bytes() {}

    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    static void u16(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 8);
        b[at + 1] = (byte) value;
    }

    static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }

    static void u32(byte[] b, int at, long value) {
        u16(b, at, (int) (value >> 16));
        u16(b, at + 2, (int) value);
    }

    /** 24 bits with a sign. */
    static int s24(byte[] b, int at) {
        return b[at] << 16 | u16(b, at + 1);
    }

    static void s24(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 16);
        u16(b, at + 1, value);
    }
}
