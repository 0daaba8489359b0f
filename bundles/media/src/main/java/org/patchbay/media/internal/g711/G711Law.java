package org.patchbay.media.internal.g711;

/**
 * The two companding laws of ITU-T G.711 as tables. Immutable; the tables are shared by all
 * streams. A linear sample here is 16 bits wide: G.711's own 14 (µ-law) or 13 bits (A-law),
 * left-justified.
 */
enum G711Law {
    /** G.711 table 2: 14 bits, every code bit inverted. */
    MU(2),
    /** G.711 table 1: 13 bits, the last of which never decides; every second code bit inverted. */
    A(4);

    private static final float FULL_SCALE = 32768f;

    private final int unusedBits;
    private final float[] decoded = new float[256];
    private final byte[] encoded;

    G711Law(int unusedBits) {
        this.unusedBits = unusedBits;
        for (int code = 0; code < 256; code++) {
            decoded[code] = linear(code) / FULL_SCALE;
        }
        encoded = new byte[1 << 16 - unusedBits];
        for (int i = 0; i < encoded.length; i++) {
            int value = i < encoded.length / 2 ? i : i - encoded.length;
            // The sign is taken as one's complement, so that both halves are mirror images.
            int magnitude = value < 0 ? ~value : value;
            encoded[i] =
                    (byte) (unusedBits == 2 ? mu(magnitude, value < 0) : a(magnitude, value < 0));
        }
    }

    /** The 16-bit value that a code stands for. */
    int linear(int code) {
        if (unusedBits == 2) {
            int c = ~code;
            int magnitude = ((c & 0x0F) * 2 + 33 << (c >> 4 & 7)) - 33;
            return ((c & 0x80) != 0 ? -magnitude : magnitude) << 2;
        }
        int c = code ^ 0x55;
        int segment = c >> 4 & 7;
        int steps = (c & 0x0F) * 2 + 1;
        int magnitude = segment == 0 ? steps : steps + 32 << segment - 1;
        return ((c & 0x80) != 0 ? magnitude : -magnitude) << 3;
    }

    private static int mu(int magnitude, boolean negative) {
        int biased = Math.min(magnitude, 8158) + 33;
        int segment = 26 - Integer.numberOfLeadingZeros(biased);
        int code = segment << 4 | biased >> segment + 1 & 0x0F;
        return ~(negative ? code | 0x80 : code);
    }

    private static int a(int magnitude, boolean negative) {
        int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
        int code = segment << 4 | magnitude >> Math.max(0, segment - 1) & 0x0F;
        return (negative ? code : code | 0x80) ^ 0x55;
    }

    /** Values beyond full scale are clipped, and what is no number is silence. */
    void encode(float[] samples, int offset, int count, byte[] to, int at) {
        int mask = encoded.length - 1;
        for (int i = 0; i < count; i++) {
            to[at + i] = encoded[toInt(samples[offset + i]) >> unusedBits & mask];
        }
    }

    private static int toInt(float sample) {
        float x = Math.min(32767f, Math.max(-32768f, sample * FULL_SCALE));
        // Rounds half up without a call; a NaN becomes 0.
        return (int) (x + 65536.5f) - 65536 & (x == x ? -1 : 0);
    }

    void decode(byte[] payload, int offset, int count, float[] to, int at) {
        for (int i = 0; i < count; i++) {
            to[at + i] = decoded[payload[offset + i] & 0xFF];
        }
    }
}
