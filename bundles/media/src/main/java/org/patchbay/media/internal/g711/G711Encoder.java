package org.patchbay.media.internal.g711;

import org.patchbay.media.api.AudioEncoder;

/** One byte a sample, and no state. */
final class G711Encoder implements AudioEncoder {
    private final G711Law law;

    G711Encoder(G711Law law) {
        this.law = law;
    }

    @Override
    public int encode(float[] samples, int offset, int count, byte[] payload, int payloadOffset) {
        law.encode(samples, offset, count, payload, payloadOffset);
        return count;
    }

    @Override
    public void close() {}
}
