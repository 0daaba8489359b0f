package org.patchbay.codec.opus.internal;

/** The little that we must know of a packet's inside (RFC 6716 §3, §4.2). */
final class OpusPacket {
    private static final int FIRST_CELT_CONFIG = 16;

    /** 120 ms at 48 kHz: no packet is longer (§3.2.5). */
    private static final int MAX_SAMPLES = 5760;

    private OpusPacket() {}

    /** How long the packet is, in samples at 48 kHz; 0 where it is none. */
    static int samples(byte[] packet, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int toc = packet[offset] & 0xFF;
        int code = toc & 3;
        if (code == 3 && length < 2) {
            return 0;
        }
        int frames = code == 0 ? 1 : code < 3 ? 2 : packet[offset + 1] & 0x3F;
        int samples = frames * frameSamples(toc >> 3);
        return samples <= MAX_SAMPLES ? samples : 0;
    }

    /** §3.1, table 2. */
    private static int frameSamples(int config) {
        if (config >= FIRST_CELT_CONFIG) {
            return 120 << (config & 3);
        }
        if (config >= 12) {
            return 480 << (config & 1);
        }
        return (config & 3) == 3 ? 2880 : 480 << (config & 3);
    }

    /**
     * Whether the packet's first frame repeats the one before it (LBRR). The flags stand at the
     * very beginning of a SILK frame and are coded with even odds, so they can be read as plain
     * bits: one voice flag for each 20 ms, then the LBRR flag; after that the same for the side
     * channel (§4.2.3).
     */
    static boolean repeatsLastFrame(byte[] packet, int offset, int length) {
        if (length < 2) {
            return false;
        }
        int toc = packet[offset] & 0xFF;
        int config = toc >> 3;
        if (config >= FIRST_CELT_CONFIG) {
            return false;
        }
        int frame = firstFrame(packet, offset, length, toc & 3);
        if (frame < 0) {
            return false;
        }
        int voiceFlags = silkFrames(config);
        int first = packet[frame] & 0xFF;
        boolean mid = (first >> (7 - voiceFlags) & 1) != 0;
        boolean stereo = (toc & 4) != 0;
        return mid || stereo && (first >> (6 - 2 * voiceFlags) & 1) != 0;
    }

    /** §3.1: SILK alone comes in 10, 20, 40 and 60 ms, hybrid in 10 and 20. */
    private static int silkFrames(int config) {
        return config < 12 ? Math.max(1, config & 3) : 1;
    }

    /** §3.2: where the first frame begins; −1 where there is none. */
    private static int firstFrame(byte[] packet, int offset, int length, int code) {
        int end = offset + length;
        int at = offset + 1;
        if (code == 2) {
            at += lengthBytes(packet, at);
        } else if (code == 3) {
            int count = packet[at++] & 0xFF;
            boolean variable = (count & 0x80) != 0;
            if ((count & 0x40) != 0) {
                while (at < end && (packet[at] & 0xFF) == 255) {
                    at++;
                }
                at++;
            }
            for (int i = (count & 0x3F) - 1; variable && i > 0 && at < end; i--) {
                at += lengthBytes(packet, at);
            }
        }
        return at < end ? at : -1;
    }

    private static int lengthBytes(byte[] packet, int at) {
        return (packet[at] & 0xFF) < 252 ? 1 : 2;
    }
}
