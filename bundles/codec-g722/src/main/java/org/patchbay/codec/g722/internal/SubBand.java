package org.patchbay.codec.g722.internal;

/**
 * What both sub-bands share: the predictor with two poles and six zeros, and the logarithmic scale
 * factor, both adapted from nothing but the decoded difference, so that encoder and decoder stay
 * alike (ITU-T G.722 §3.5, §3.6). Numbers are 16-bit, in the fixed point of the recommendation.
 */
final class SubBand {
    private static final int ZEROS = 6;
    private static final int POLE_2_LIMIT = 12_288;
    private static final int POLE_1_LIMIT = 15_360;

    /** 2048 · 2^(i/32): the fractional part of the inverse logarithm. */
    private static final int[] INVERSE_LOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774,
        2834, 2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838,
        3922, 4008
    };

    private final int scaleShift;
    private final int scaleLimit;

    /** d: decoded differences, newest first; one more than there are zeros. */
    private final int[] differences = new int[ZEROS + 1];

    /** b: coefficients of the zeros, from 1. */
    private final int[] zeros = new int[ZEROS + 1];

    private int pole1;
    private int pole2;
    private int reconstructed1;
    private int partial1;
    private int partial2;
    private int zeroPrediction;
    private int prediction;
    private int logScale;
    private int scale;

    /**
     * @param scale at first
     * @param scaleShift what the integral part of the logarithm is counted down from
     * @param scaleLimit of the logarithm
     */
    SubBand(int scale, int scaleShift, int scaleLimit) {
        this.scale = scale;
        this.scaleShift = scaleShift;
        this.scaleLimit = scaleLimit;
    }

    static SubBand lower() {
        return new SubBand(32, 8, 18_432);
    }

    static SubBand higher() {
        return new SubBand(8, 10, 22_528);
    }

    /** s: what the next sample is expected to be. */
    int prediction() {
        return prediction;
    }

    /** Δ: the quantizer's step. */
    int scale() {
        return scale;
    }

    /** A quantizer's output level, multiplied by the scale factor in force. */
    int scaled(int level) {
        return scale * level >> 15;
    }

    /** Blocks 3 (LOGSCL, SCALEL): adapts the scale factor. */
    void adaptScale(int logarithmicStep) {
        int next = (logScale * 127 >> 7) + logarithmicStep;
        logScale = Math.max(0, Math.min(scaleLimit, next));
        int fraction = INVERSE_LOG[logScale >> 6 & 31];
        int shift = scaleShift - (logScale >> 11);
        scale = (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
    }

    /** Blocks 4: takes the decoded difference and makes the next prediction. */
    void adaptPredictor(int difference) {
        int reconstructed = saturated(prediction + difference);
        int partial = saturated(zeroPrediction + difference);
        adaptPoles(partial);
        adaptZeros(difference);
        partial2 = partial1;
        partial1 = partial;
        int poles =
                saturated(
                        (pole1 * saturated(reconstructed << 1) >> 15)
                                + (pole2 * saturated(reconstructed1 << 1) >> 15));
        reconstructed1 = reconstructed;
        prediction = saturated(poles + zeroPrediction);
    }

    /** UPPOL2 and UPPOL1: sign of the partial signal against its last two. */
    private void adaptPoles(int partial) {
        boolean sameAs1 = (partial ^ partial1) >= 0;
        boolean sameAs2 = (partial ^ partial2) >= 0;
        int fourfold = saturated(pole1 << 2);
        int toward = Math.min(sameAs1 ? -fourfold : fourfold, Short.MAX_VALUE);
        int next2 = (sameAs2 ? 128 : -128) + (toward >> 7) + (pole2 * 32_512 >> 15);
        pole2 = Math.max(-POLE_2_LIMIT, Math.min(POLE_2_LIMIT, next2));
        int next1 = saturated((sameAs1 ? 192 : -192) + (pole1 * 32_640 >> 15));
        int limit = saturated(POLE_1_LIMIT - pole2);
        pole1 = Math.max(-limit, Math.min(limit, next1));
    }

    /** UPZERO, DELAYA and FILTEZ in one go. */
    private void adaptZeros(int difference) {
        differences[0] = difference;
        int step = difference == 0 ? 0 : 128;
        int sum = 0;
        for (int i = ZEROS; i > 0; i--) {
            int toward = (differences[i] ^ difference) >= 0 ? step : -step;
            zeros[i] = saturated(toward + (zeros[i] * 32_640 >> 15));
            differences[i] = differences[i - 1];
            sum += zeros[i] * saturated(differences[i] << 1) >> 15;
        }
        zeroPrediction = saturated(sum);
    }

    static int saturated(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
}
