package org.patchbay.media.internal.g711;

import org.patchbay.media.api.AudioDecoder;

/** One byte a sample, and no state. */
final class G711Decoder implements AudioDecoder {
    /** 120 ms: there is no room for more. */
    private static final int LONGEST = 960;

    private final G711Law law;

    G711Decoder(G711Law law) {
        this.law = law;
    }

    @Override
    public int decode(byte[] payload, int payloadOffset, int length, float[] samples, int offset) {
        if (length <= 0 || length > LONGEST || payloadOffset < 0) {
            return -1;
        }
        if (payloadOffset + length > payload.length) {
            return -1;
        }
        law.decode(payload, payloadOffset, length, samples, offset);
        return length;
    }

    @Override
    public int samples(byte[] payload, int payloadOffset, int length) {
        return length;
    }

    @Override
    public void close() {}
}
