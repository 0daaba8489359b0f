package org.patchbay.codec.g722.internal;

import org.patchbay.media.api.AudioDecoder;

/** One byte becomes two samples at 16 kHz. Every byte means something, so no payload is broken. */
final class G722Decoder implements AudioDecoder {
    /** 120 ms, what the caller keeps room for. */
    private static final int MAX_BYTES = 960;

    private static final int BAND_LIMIT = 16_384;

    private final QuadratureMirror join = new QuadratureMirror();
    private final SubBand lower = SubBand.lower();
    private final SubBand higher = SubBand.higher();

    @Override
    public int decode(byte[] payload, int payloadOffset, int length, float[] samples, int offset) {
        if (length <= 0 || length > MAX_BYTES) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            decodePair(payload[payloadOffset + i] & 0xFF);
            samples[offset + 2 * i] = first() / 32_768f;
            samples[offset + 2 * i + 1] = second() / 32_768f;
        }
        return 2 * length;
    }

    @Override
    public int samples(byte[] payload, int payloadOffset, int length) {
        return 2 * length;
    }

    /** Takes one byte; {@link #first} and {@link #second} are its 16-bit samples. */
    void decodePair(int code) {
        int lowCode = code & 0x3F;
        int low = limited(lower.prediction() + lower.scaled(Quantizers.lowerOutput(lowCode)));
        Quantizers.adaptLower(lower, lowCode);
        int highCode = code >> 6;
        int high = limited(higher.prediction() + higher.scaled(Quantizers.higherOutput(highCode)));
        Quantizers.adaptHigher(higher, highCode);
        join.push(low + high, low - high);
    }

    int first() {
        return SubBand.saturated(firstUnlimited());
    }

    int second() {
        return SubBand.saturated(secondUnlimited());
    }

    int firstUnlimited() {
        return join.odd() >> 11;
    }

    int secondUnlimited() {
        return join.even() >> 11;
    }

    private static int limited(int value) {
        return Math.max(-BAND_LIMIT, Math.min(BAND_LIMIT - 1, value));
    }

    @Override
    public void close() {}
}
