package org.patchbay.media.internal.conceal;

/**
 * Finds the period of a signal by normalised correlation, first coarsely at about 8 kHz, then at
 * the full rate around the best. No state but the last result; owned by one media loop.
 */
public final class Pitch {
    private final int stride;
    private double correlation;

    public Pitch(int rateHz) {
        this.stride = Math.max(1, rateHz / 8000);
    }

    /**
     * The lag, {@code shortest…longest}, at which {@code count} samples from {@code at} on look
     * most like those a lag before them. {@code at − longest} must not be before the array.
     */
    public int lag(float[] x, int at, int count, int shortest, int longest) {
        int best = shortest;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int lag = shortest; lag <= longest; lag += stride) {
            double score = score(x, at, count, lag, stride);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        if (stride > 1) {
            int from = Math.max(shortest, best - stride + 1);
            int to = Math.min(longest, best + stride - 1);
            bestScore = Double.NEGATIVE_INFINITY;
            for (int lag = from; lag <= to; lag++) {
                double score = score(x, at, count, lag, 2);
                if (score > bestScore) {
                    bestScore = score;
                    best = lag;
                }
            }
        }
        correlation = bestScore;
        return best;
    }

    /** How alike they were at the lag found last: 1 is the same up to a factor. */
    public double correlation() {
        return correlation;
    }

    private static double score(float[] x, int at, int count, int lag, int stride) {
        float product = 0;
        float here = 1e-9f;
        float before = 1e-9f;
        for (int i = at; i < at + count; i += stride) {
            float a = x[i];
            float b = x[i - lag];
            product += a * b;
            here += a * a;
            before += b * b;
        }
        return product / Math.sqrt((double) here * before);
    }
}
