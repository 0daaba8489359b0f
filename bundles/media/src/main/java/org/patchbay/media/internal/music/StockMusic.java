package org.patchbay.media.internal.music;

/**
 * The music that is there without any file: four chords, broken slowly as on a harp. A note that
 * rings on beyond the end rings on at the beginning, so it has no seam.
 */
final class StockMusic {
    /** Of the whole, as the power of a sine that is so far below full scale. */
    static final double LEVEL_DB = -20;

    private static final int NOTE_SAMPLES = Track.RATE_HZ * 3 / 8;

    /** Semitones from A5; eight notes to a chord, from the bass upwards and back. */
    private static final int[][] BARS = {
        {-21, -9, -5, -2, 3, -2, -5, -9},
        {-24, -12, -9, -5, 0, -5, -9, -12},
        {-28, -16, -12, -9, -5, -9, -12, -4},
        {-26, -14, -10, -7, -2, -7, -10, -3},
        {-21, -9, -2, -5, 7, 3, -2, -5},
        {-24, -12, -5, -9, 3, 0, -5, -9},
        {-19, -7, -4, 0, 5, 0, -4, -7},
        {-26, -14, -7, -10, 2, -2, -7, -10},
    };

    /** How loud the fundamental and the overtones of a string begin. */
    private static final double[] OVERTONES = {1, 0.35, 0.12};

    /** Until a fundamental has fallen to 1/e; overtones fall faster. */
    private static final double DECAY_S = 0.9;

    private static final double ATTACK_S = 0.012;
    private static final double LONGEST_S = 6;

    private StockMusic() {}

    static Track make() {
        float[] all = new float[BARS.length * BARS[0].length * NOTE_SAMPLES];
        for (int bar = 0; bar < BARS.length; bar++) {
            for (int i = 0; i < BARS[bar].length; i++) {
                double loud = i == 0 ? 1 : 0.7;
                int at = (bar * BARS[bar].length + i) * NOTE_SAMPLES;
                pluck(all, at, 880 * Math.pow(2, BARS[bar][i] / 12.0), loud);
            }
        }
        level(all);
        return new Track(all);
    }

    private static void pluck(float[] all, int at, double frequencyHz, double loud) {
        for (int k = 0; k < OVERTONES.length; k++) {
            string(all, at, frequencyHz * (k + 1), loud * OVERTONES[k], DECAY_S / (k + 1));
        }
    }

    /** A decaying sine, turned on as one number on a circle: no sine for each sample. */
    private static void string(float[] all, int at, double hz, double loud, double decayS) {
        double step = 2 * Math.PI * hz / Track.RATE_HZ;
        double shrink = Math.exp(-1 / (decayS * Track.RATE_HZ));
        double cos = Math.cos(step) * shrink;
        double sin = Math.sin(step) * shrink;
        double x = loud;
        double y = 0;
        int count = (int) (Math.min(LONGEST_S, decayS * 9) * Track.RATE_HZ);
        double attack = ATTACK_S * Track.RATE_HZ;
        for (int i = 0; i < count; i++) {
            all[(at + i) % all.length] += (float) (y * Math.min(1, i / attack));
            double turned = x * cos - y * sin;
            y = x * sin + y * cos;
            x = turned;
        }
    }

    private static void level(float[] all) {
        double power = 0;
        for (float v : all) {
            power += (double) v * v;
        }
        double wanted = Math.pow(10, LEVEL_DB / 20) / Math.sqrt(2);
        float gain = (float) (wanted / Math.sqrt(power / all.length));
        for (int i = 0; i < all.length; i++) {
            all[i] *= gain;
        }
    }
}
