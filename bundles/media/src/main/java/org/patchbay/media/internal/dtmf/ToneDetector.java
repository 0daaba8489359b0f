package org.patchbay.media.internal.dtmf;

/**
 * Finds keys that are pressed as tones in the audio (ITU-T Q.24): one report for each press, at its
 * end. Works on blocks of 12.75 ms, of which a key needs two in a row: one of 40 ms always has
 * them, one of 16 ms never. A break of 10 ms does not end it. Pure; owned by one media loop.
 *
 * <p>A block counts where it is loud enough, where its strongest row and column stand out among
 * their like, where neither is too much louder than the other (the twist), and above all where
 * hardly anything else is in it: that keeps voices and music from being taken for keys.
 */
public final class ToneDetector {
    private static final double BLOCK_S = 102 / 8000.0;

    /**
     * Of each tone, as the power of a sine 39 dB below full scale: −36 dBm0 (Q.24: −25 must do).
     */
    private static final double FAINTEST = Math.pow(10, -39 / 10.0) / 2;

    /** How much louder the column may be than the row, and the other way round. */
    private static final double TWIST = Math.pow(10, 6 / 10.0);

    private static final double REVERSE_TWIST = Math.pow(10, 9 / 10.0);

    /** How much louder the tone must be than all others of its group. */
    private static final double STANDS_OUT = Math.pow(10, 8 / 10.0);

    /** What of all that is in a block must be in the two tones. */
    private static final double PURITY = 0.75;

    /** A break of 10 ms spoils two blocks at most, a pause of 40 ms three at least. */
    private static final int MISSES = 3;

    /** How much the two blocks in which a key begins may differ; voices do more. */
    private static final double STEADY = Math.pow(10, 2.5 / 10);

    private static final char NONE = 0;

    private final DtmfReceiver.Listener listener;
    private int rateHz;
    private int blockSamples;
    private final double[] coefficients = new double[8];
    private final double[] last = new double[8];
    private final double[] beforeLast = new double[8];
    private double energy;
    private int count;

    private char hit = NONE;
    private double loudness;
    private char pressed = NONE;
    private int blocks;
    private int misses;

    public ToneDetector(DtmfReceiver.Listener listener) {
        this.listener = listener;
    }

    /** Takes audio, piece by piece. */
    public void frame(float[] samples, int length, int sampleRateHz) {
        if (sampleRateHz != rateHz) {
            rate(sampleRateHz);
        }
        for (int i = 0; i < length; i++) {
            float v = samples[i];
            energy += (double) v * v;
            for (int f = 0; f < 8; f++) {
                double now = v + coefficients[f] * last[f] - beforeLast[f];
                beforeLast[f] = last[f];
                last[f] = now;
            }
            if (++count == blockSamples) {
                block(key());
                clear();
            }
        }
    }

    private void rate(int newRateHz) {
        rateHz = newRateHz;
        blockSamples = (int) Math.round(BLOCK_S * rateHz);
        for (int i = 0; i < 4; i++) {
            coefficients[i] = 2 * Math.cos(2 * Math.PI * ToneKeys.ROWS_HZ[i] / rateHz);
            coefficients[4 + i] = 2 * Math.cos(2 * Math.PI * ToneKeys.COLUMNS_HZ[i] / rateHz);
        }
        clear();
    }

    private void clear() {
        java.util.Arrays.fill(last, 0);
        java.util.Arrays.fill(beforeLast, 0);
        energy = 0;
        count = 0;
    }

    /** The key that this block is full of; {@link #NONE} else. */
    private char key() {
        int row = strongest(0);
        int column = strongest(4);
        double low = power(row);
        double high = power(column);
        boolean is =
                low >= FAINTEST
                        && high >= FAINTEST
                        && high <= low * TWIST
                        && low <= high * REVERSE_TWIST
                        && low + high >= PURITY * energy / blockSamples
                        && standsOut(row, 0)
                        && standsOut(column, 4);
        return is ? ToneKeys.key(row, column - 4) : NONE;
    }

    private int strongest(int group) {
        int best = group;
        for (int i = group + 1; i < group + 4; i++) {
            best = power(i) > power(best) ? i : best;
        }
        return best;
    }

    private boolean standsOut(int tone, int group) {
        for (int i = group; i < group + 4; i++) {
            if (i != tone && power(i) * STANDS_OUT > power(tone)) {
                return false;
            }
        }
        return true;
    }

    /** Mean power of that tone in the block (Goertzel), as that of a sine. */
    private double power(int tone) {
        double a = last[tone];
        double b = beforeLast[tone];
        double square = a * a + b * b - coefficients[tone] * a * b;
        return 2 * square / blockSamples / blockSamples;
    }

    private void block(char now) {
        double was = loudness;
        loudness = power(strongest(0)) + power(strongest(4));
        boolean steady = loudness < was * STEADY && was < loudness * STEADY;
        if (now != NONE && now != pressed && now == hit && steady) {
            release();
            pressed = now;
            blocks = 1;
        }
        if (pressed != NONE && now == pressed) {
            blocks++;
            misses = 0;
        } else if (++misses == MISSES) {
            release();
        }
        hit = now;
    }

    private void release() {
        if (pressed != NONE) {
            char key = pressed;
            pressed = NONE;
            listener.digit(key, (int) Math.round(blocks * BLOCK_S * 1000));
        }
    }

    /** Whether a key sounds, or maybe begins to: that is best not passed on as audio. */
    public boolean sounds() {
        return hit != NONE || pressed != NONE;
    }

    /** Nothing is heard any more: a key that is down is released. */
    public void silence() {
        release();
        hit = NONE;
        clear();
    }
}
