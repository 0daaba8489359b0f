package org.patchbay.media.internal.resample;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The coefficients for one pair of rates: a windowed sinc, cut at half of the lower rate, in the
 * order in which the kernel walks over the samples (oldest first). Immutable, shared by all streams
 * of that pair.
 *
 * <p>With up = to / gcd and down = from / gcd, output m sits at input position m · down / up; its
 * phase is the remainder of that division.
 */
final class LowPass {
    /**
     * Length of the impulse response in periods of the lower rate. 24 give 60 dB from 0.575 of the
     * lower rate on (4.6 kHz of 8) and no loss to speak of up to 0.425 of it (3.4 kHz).
     */
    static final int PERIODS = 24;

    /** Kaiser window for 60 dB. */
    private static final double BETA = 5.65;

    /** More phases than any pair of sound card rates has; bounds what a strange file may cost. */
    private static final int MOST_PHASES = 1000;

    private static final Set<Integer> COMMON_RATES =
            Set.of(8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000);

    /** Holds at most one entry for each pair of common rates. */
    private static final Map<Long, LowPass> SHARED = new ConcurrentHashMap<>();

    final int up;
    final int down;

    /**
     * Taps of each phase, a multiple of four (of 4 · down where up is 1), and inputs that an output
     * looks back over.
     */
    final int taps;

    /** {@code up} rows of {@code taps}. */
    final float[] coefficients;

    /** Where up is 1: the same, in {@code down} rows of every {@code down}-th tap, newest first. */
    final float[] decimating;

    private LowPass(int fromHz, int toHz) {
        int gcd = gcd(fromHz, toHz);
        this.up = toHz / gcd;
        this.down = fromHz / gcd;
        if (up > MOST_PHASES || down > MOST_PHASES) {
            throw new IllegalArgumentException("resample " + fromHz + " to " + toHz);
        }
        int needed = (int) Math.ceil((double) PERIODS * Math.max(up, down) / up);
        int step = up == 1 ? 4 * down : 4;
        this.taps = (needed + step - 1) / step * step;
        this.coefficients = new float[up * taps];
        fill();
        this.decimating = up == 1 ? rows() : new float[0];
    }

    static LowPass of(int fromHz, int toHz) {
        if (fromHz < 4000 || fromHz > 192_000 || toHz < 4000 || toHz > 192_000) {
            throw new IllegalArgumentException("resample " + fromHz + " to " + toHz);
        }
        if (!COMMON_RATES.contains(fromHz) || !COMMON_RATES.contains(toHz)) {
            return new LowPass(fromHz, toHz);
        }
        return SHARED.computeIfAbsent(
                (long) fromHz << 32 | toHz, pair -> new LowPass(fromHz, toHz));
    }

    private void fill() {
        int length = taps * up;
        double centre = length / 2.0;
        double half = (double) PERIODS * Math.max(up, down) / 2;
        double cut = 1.0 / Math.max(up, down);
        for (int phase = 0; phase < up; phase++) {
            double sum = 0;
            double[] row = new double[taps];
            for (int k = 0; k < taps; k++) {
                double n = phase + (double) k * up - centre;
                double inside = 1 - n * n / (half * half);
                row[k] = inside > 0 ? sinc(n * cut) * bessel(BETA * Math.sqrt(inside)) : 0;
                sum += row[k];
            }
            // Each phase on its own passes a constant unchanged, so that none is heard as a tone.
            for (int k = 0; k < taps; k++) {
                coefficients[phase * taps + taps - 1 - k] = (float) (row[k] / sum);
            }
        }
    }

    private float[] rows() {
        int columns = taps / down;
        float[] rows = new float[down * columns];
        for (int r = 0; r < down; r++) {
            for (int j = 0; j < columns; j++) {
                // Oldest first inside a row, as in coefficients.
                rows[r * columns + columns - 1 - j] = coefficients[taps - 1 - (j * down + r)];
            }
        }
        return rows;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Modified Bessel function of the first kind, order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 50; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
