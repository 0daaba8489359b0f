package org.patchbay.media.internal.mix;

/**
 * Keeps a sum below full scale by turning it down for as long as it is too loud, instead of cutting
 * its peaks off: down within a millisecond, up again over a few hundred. One for each listener;
 * owned by one media loop.
 */
final class Limiter {
    private static final float CEILING = 0.98f;

    /** What is gained back in each 20 ms. */
    private static final float RELEASE = 0.06f;

    private float gain = 1;

    void reset() {
        gain = 1;
    }

    /** Limits 20 ms in place. */
    void limit(float[] samples, int count) {
        float peak = 0;
        for (int i = 0; i < count; i++) {
            float a = Math.abs(samples[i]);
            // Not Math.max: a NaN of a broken decoder must not get through.
            peak = a > peak ? a : peak;
        }
        float needed = peak > CEILING ? CEILING / peak : 1;
        if (needed >= 1 && gain >= 1) {
            return;
        }
        float target = Math.min(needed, gain + RELEASE);
        int ramp = target < gain ? count / 20 : count;
        float step = (target - gain) / Math.max(1, ramp);
        for (int i = 0; i < count; i++) {
            float g = i < ramp ? gain + step * (i + 1) : target;
            float v = samples[i] * g;
            samples[i] = v > 1 ? 1 : v < -1 ? -1 : v;
        }
        gain = target;
    }
}
