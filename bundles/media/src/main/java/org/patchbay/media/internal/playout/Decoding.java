package org.patchbay.media.internal.playout;

import org.patchbay.media.internal.jitter.JitterBuffer;
import org.patchbay.media.internal.resample.Resamplers;

/**
 * Decodes each packet by the decoder that it was made for, and brings it to the rate of the
 * playout: that of the newest coding, while packets of an older one may still wait. Owned by one
 * media loop.
 */
final class Decoding {
    /** The longest packet that a decoder gives. */
    static final int LONGEST_PACKET_MS = 120;

    private final Resamplers resamplers;

    /** What is decoded at another rate: room for the highest that came. */
    private float[] raw = new float[0];

    /**
     * @param resamplers those that bring over what was decoded before, so that both fit together
     */
    Decoding(Resamplers resamplers) {
        this.resamplers = resamplers;
    }

    /** Packets of each may have to be brought to the other rate from now on. */
    void between(int oneHz, int otherHz) {
        int most = Math.max(oneHz, otherHz) / 1000 * LONGEST_PACKET_MS;
        if (raw.length < most) {
            raw = new float[most];
        }
    }

    /**
     * Decodes the first packet that waits.
     *
     * @return samples written, 0 where the payload is broken
     */
    int decode(JitterBuffer<Coding> buffer, int rateHz, float[] out, int at) {
        Coding coding = buffer.coding();
        int from = coding.audioRateHz();
        if (from == rateHz) {
            return decode(buffer, coding, out, at);
        }
        int n = decode(buffer, coding, raw, 0);
        return n == 0 ? 0 : resamplers.between(from, rateHz).process(raw, 0, n, out, at);
    }

    private static int decode(JitterBuffer<Coding> buffer, Coding coding, float[] out, int at) {
        int n =
                coding.decoder()
                        .decode(
                                buffer.payload(),
                                buffer.payloadOffset(),
                                buffer.payloadLength(),
                                out,
                                at);
        return n > 0 && n <= coding.audioRateHz() / 1000 * LONGEST_PACKET_MS ? n : 0;
    }

    /**
     * Recovers so many samples before the first packet that waits.
     *
     * @return samples written, 0 where there is no redundancy or it is of another rate
     */
    int recover(JitterBuffer<Coding> buffer, int rateHz, float[] out, int at, int missing) {
        Coding coding = buffer.coding();
        if (coding.audioRateHz() != rateHz) {
            return 0;
        }
        int n =
                coding.decoder()
                        .recover(
                                buffer.payload(),
                                buffer.payloadOffset(),
                                buffer.payloadLength(),
                                out,
                                at,
                                missing);
        return n > 0 && n <= rateHz / 1000 * LONGEST_PACKET_MS ? n : 0;
    }
}
