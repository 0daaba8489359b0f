package org.patchbay.codec.g722.internal;

import org.patchbay.media.api.AudioEncoder;

/** Two samples at 16 kHz become one byte: two bits of the higher band, six of the lower. */
final class G722Encoder implements AudioEncoder {
    private final QuadratureMirror split = new QuadratureMirror();
    private final SubBand lower = SubBand.lower();
    private final SubBand higher = SubBand.higher();

    @Override
    public int encode(float[] samples, int offset, int count, byte[] payload, int payloadOffset) {
        int pairs = count / 2;
        for (int i = 0; i < pairs; i++) {
            int first = pcm(samples[offset + 2 * i]);
            int second = pcm(samples[offset + 2 * i + 1]);
            payload[payloadOffset + i] = (byte) encodePair(first, second);
        }
        return pairs;
    }

    /** 16-bit samples in, one byte out. */
    int encodePair(int first, int second) {
        split.push(first, second);
        int even = split.even();
        int odd = split.odd();
        // 12 bits for the filter's gain, one for its two halves, one for the 15-bit input.
        int low = (short) (even + odd >> 14);
        int high = (short) (odd - even >> 14);

        int lowCode =
                Quantizers.lowerCode(SubBand.saturated(low - lower.prediction()), lower.scale());
        Quantizers.adaptLower(lower, lowCode);
        int highCode =
                Quantizers.higherCode(
                        SubBand.saturated(high - higher.prediction()), higher.scale());
        Quantizers.adaptHigher(higher, highCode);
        return highCode << 6 | lowCode;
    }

    private static int pcm(float sample) {
        return (int) Math.rint(Math.max(-32_768f, Math.min(32_767f, sample * 32_768f)));
    }

    /** Nothing but memory to give back. */
    @Override
    public void close() {}
}
