package org.patchbay.media.internal.playout;

import java.util.Arrays;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.internal.CodecStandIn;

/**
 * A codec for tests, 20 ms at 48 kHz: each packet carries one level for its frame and the level of
 * the frame before, and what is made up has a level of its own, so that all can be told apart.
 */
final class CodecDouble extends CodecStandIn {
    static final int FRAME = 960;
    static final float MADE_UP = -0.5f;

    /** Whether packets carry the frame before. */
    boolean redundant = true;

    int recovered;
    int madeUp;

    CodecDouble() {
        super("double", 48_000, 48_000);
    }

    @Override
    public AudioEncoder newEncoder(String remoteParameters) {
        return new AudioEncoder() {
            private byte before;

            @Override
            public int encode(
                    float[] samples, int offset, int count, byte[] payload, int payloadOffset) {
                byte now = (byte) (samples[offset] * 128);
                payload[payloadOffset] = now;
                payload[payloadOffset + 1] = before;
                payload[payloadOffset + 2] = 1;
                before = now;
                return 3;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public AudioDecoder newDecoder() {
        return new AudioDecoder() {
            @Override
            public int decode(byte[] payload, int at, int length, float[] samples, int offset) {
                Arrays.fill(samples, offset, offset + FRAME, payload[at] / 128f);
                return FRAME;
            }

            @Override
            public int conceal(float[] samples, int offset, int count) {
                madeUp++;
                Arrays.fill(samples, offset, offset + count, MADE_UP);
                return count;
            }

            @Override
            public int recover(
                    byte[] payload, int at, int length, float[] samples, int offset, int count) {
                if (!redundant) {
                    return 0;
                }
                recovered++;
                Arrays.fill(samples, offset, offset + count, payload[at + 1] / 128f);
                return count;
            }

            @Override
            public void close() {}
        };
    }
}
