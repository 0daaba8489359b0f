package org.patchbay.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds tones in audio, and what is wrong with them. Levels are in dB, 0 dB is a full-scale sine.
 * Immutable.
 */
public final class ToneFinder {
    /** What silence reads. */
    public static final double FLOOR_DB = -120;

    private final int rateHz;

    public ToneFinder(int rateHz) {
        this.rateHz = rateHz;
    }

    /**
     * A time in which a tone was missing.
     *
     * @param startMs from the beginning of what was searched
     */
    public record Gap(double startMs, double durationMs) {}

    /**
     * The level of one frequency (a Goertzel filter under a Hann window, so that other tones leak
     * little): tell tones apart that are at least 4 / duration away from each other.
     */
    public double levelDb(float[] samples, int offset, int count, double frequencyHz) {
        double w = 2 * Math.PI * frequencyHz / rateHz;
        double coefficient = 2 * Math.cos(w);
        double s1 = 0;
        double s2 = 0;
        double weight = 0;
        for (int i = 0; i < count; i++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / count);
            double s = samples[offset + i] * hann + coefficient * s1 - s2;
            s2 = s1;
            s1 = s;
            weight += hann;
        }
        double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        return decibel(4 * power / (weight * weight));
    }

    public double levelDb(float[] samples, double frequencyHz) {
        return levelDb(samples, 0, samples.length, frequencyHz);
    }

    /** The level of everything together. */
    public double powerDb(float[] samples, int offset, int count) {
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return decibel(2 * sum / Math.max(1, count));
    }

    public double powerDb(float[] samples) {
        return powerDb(samples, 0, samples.length);
    }

    /** Whether the tone is there within 3 dB of a level, measured over all of it. */
    public boolean present(float[] samples, double frequencyHz, double expectedDb) {
        return Math.abs(levelDb(samples, frequencyHz) - expectedDb) <= 3;
    }

    /** Whether nothing of the tone is above a level. */
    public boolean absent(float[] samples, double frequencyHz, double belowDb) {
        return levelDb(samples, frequencyHz) < belowDb;
    }

    /**
     * Where a tone that should sound all the time is more than 12 dB too low, to about 1 ms.
     *
     * @param frequencyHz 300 Hz or more
     */
    public List<Gap> gaps(
            float[] samples, int offset, int count, double frequencyHz, double expectedDb) {
        int window = Math.max(rateHz / 200, (int) Math.ceil(2 * rateHz / frequencyHz));
        int step = Math.max(1, rateHz / 1000);
        List<Gap> gaps = new ArrayList<>();
        int missingSince = -1;
        int at = 0;
        for (; at + window <= count; at += step) {
            boolean missing =
                    fitted(samples, offset + at, window, frequencyHz)[0] < expectedDb - 12;
            if (missing && missingSince < 0) {
                missingSince = at;
            } else if (!missing && missingSince >= 0) {
                gaps.add(gap(missingSince, at - step + window, window));
                missingSince = -1;
            }
        }
        if (missingSince >= 0) {
            gaps.add(gap(missingSince, count, window));
        }
        return List.copyOf(gaps);
    }

    public List<Gap> gaps(float[] samples, double frequencyHz, double expectedDb) {
        return gaps(samples, 0, samples.length, frequencyHz, expectedDb);
    }

    /** The longest gap in milliseconds, 0 where there is none. */
    public double longestGapMs(float[] samples, double frequencyHz, double expectedDb) {
        return gaps(samples, frequencyHz, expectedDb).stream()
                .mapToDouble(Gap::durationMs)
                .max()
                .orElse(0);
    }

    /** A window reads low when about three quarters of it are silent. */
    private Gap gap(int from, int to, int window) {
        double start = from + window / 4.0;
        double end = Math.max(start, to - window / 4.0);
        return new Gap(start * 1000 / rateHz, (end - start) * 1000 / rateHz);
    }

    /**
     * Signal to noise and distortion in dB: the best fitting sine of that frequency against all
     * that is left, offset included.
     */
    public double sinadDb(float[] samples, int offset, int count, double frequencyHz) {
        double[] fit = fitted(samples, offset, count, frequencyHz);
        return fit[0] - fit[1];
    }

    /**
     * The frequency, within 10 % of {@code aboutHz}, at which a sine fits best; to about a
     * thousandth of 1 / duration.
     */
    public double frequencyHz(float[] samples, int offset, int count, double aboutHz) {
        double width = Math.min(aboutHz * 0.1, 4.0 * rateHz / count);
        double best = aboutHz;
        for (int round = 0; round < 6; round++) {
            double centre = best;
            double bestLevel = Double.NEGATIVE_INFINITY;
            for (int i = -10; i <= 10; i++) {
                double f = centre + width * i / 10;
                double level = levelDb(samples, offset, count, f);
                if (level > bestLevel) {
                    bestLevel = level;
                    best = f;
                }
            }
            width /= 5;
        }
        return best;
    }

    /** Level of the sine that fits best (least squares), and level of what is left. */
    private double[] fitted(float[] samples, int offset, int count, double frequencyHz) {
        double w = 2 * Math.PI * frequencyHz / rateHz;
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        double xx = 0;
        for (int i = 0; i < count; i++) {
            double x = samples[offset + i];
            double c = Math.cos(w * i);
            double s = Math.sin(w * i);
            cc += c * c;
            ss += s * s;
            cs += c * s;
            xc += x * c;
            xs += x * s;
            xx += x * x;
        }
        double det = cc * ss - cs * cs;
        double a = det == 0 ? 0 : (xc * ss - xs * cs) / det;
        double b = det == 0 ? 0 : (xs * cc - xc * cs) / det;
        double left = Math.max(0, xx - a * xc - b * xs);
        return new double[] {decibel(a * a + b * b), decibel(2 * left / Math.max(1, count))};
    }

    private static double decibel(double power) {
        return Math.max(FLOOR_DB, 10 * Math.log10(Math.max(power, 1e-30)));
    }
}
