package org.patchbay.media.internal.resample;

/**
 * The inner loops. The compiler makes vector instructions of a loop over outputs where every array
 * is walked from 0 on, four of them at most; shifted indices or a sum over taps (whose order would
 * have to be kept) stay scalar and take five times as long. So each tap gets its own shifted copy
 * of the input.
 */
final class Convolution {
    private final float[] lane0;
    private final float[] lane1;
    private final float[] lane2;
    private final float[] lane3;

    /**
     * @param longest outputs at a time
     */
    Convolution(int longest) {
        this.lane0 = new float[longest];
        this.lane1 = new float[longest];
        this.lane2 = new float[longest];
        this.lane3 = new float[longest];
    }

    /** Lays {@code x} out for the four taps from {@code at} on. */
    void load(float[] x, int at, int count) {
        System.arraycopy(x, at, lane0, 0, count);
        System.arraycopy(x, at + 1, lane1, 0, count);
        System.arraycopy(x, at + 2, lane2, 0, count);
        System.arraycopy(x, at + 3, lane3, 0, count);
    }

    /** {@code sums[n] += Σ c[cOff + j] · x[at + n + j]} for the four taps that are laid out. */
    void add(float[] c, int cOff, float[] sums, int count) {
        four(
                lane0,
                lane1,
                lane2,
                lane3,
                c[cOff],
                c[cOff + 1],
                c[cOff + 2],
                c[cOff + 3],
                sums,
                count);
    }

    private static void four(
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            float c0,
            float c1,
            float c2,
            float c3,
            float[] sums,
            int count) {
        for (int n = 0; n < count; n++) {
            sums[n] = sums[n] + c0 * x0[n] + c1 * x1[n] + c2 * x2[n] + c3 * x3[n];
        }
    }

    /** One sum over {@code taps}, a multiple of four. */
    static float one(float[] x, int xOff, float[] c, int cOff, int taps) {
        float a0 = 0;
        float a1 = 0;
        float a2 = 0;
        float a3 = 0;
        for (int j = 0; j < taps; j += 4) {
            a0 += x[xOff + j] * c[cOff + j];
            a1 += x[xOff + j + 1] * c[cOff + j + 1];
            a2 += x[xOff + j + 2] * c[cOff + j + 2];
            a3 += x[xOff + j + 3] * c[cOff + j + 3];
        }
        return a0 + a1 + (a2 + a3);
    }
}
