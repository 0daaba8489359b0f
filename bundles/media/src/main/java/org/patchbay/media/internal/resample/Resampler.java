package org.patchbay.media.internal.resample;

import java.util.Arrays;

/**
 * Changes the rate of one mono stream, piece by piece, as a polyphase FIR filter. Flat within 0.1
 * dB up to 0.425 of the lower rate (3.4 kHz of 8), images and aliases of that band below −58 dB. It
 * delays by {@link #delaySamples}: 1.5 ms where the lower rate is 8 kHz, 0.75 ms where it is 16.
 * Does not allocate. Owned by one media loop.
 */
public final class Resampler {
    private final LowPass filter;
    private final boolean identity;
    private final int up;
    private final int down;
    private final int taps;

    /** Inputs that are worked on at once, 20 ms; more come in several rounds. */
    private final int chunk;

    /** The last {@code taps − 1} inputs, then the new ones. */
    private final float[] line;

    /** For whole ratios: the outputs by phase, and one column of the input. */
    private final float[][] sums;

    private final float[] column;
    private final Convolution convolution;

    /** Where the next output sits: whole inputs after the next one to come, and the phase. */
    private int ahead;

    private int phase;

    /**
     * @throws IllegalArgumentException for rates beyond 4 to 192 kHz, or whose ratio needs more
     *     than 1000 phases
     */
    public Resampler(int fromHz, int toHz) {
        this.filter = LowPass.of(fromHz, toHz);
        this.identity = fromHz == toHz;
        this.up = filter.up;
        this.down = filter.down;
        this.taps = filter.taps;
        this.chunk = Math.max(1, fromHz / 50);
        this.line = new float[identity ? 0 : taps - 1 + chunk];
        boolean whole = !identity && (up == 1 || down == 1);
        int outputs = whole ? chunk / down + 1 : 0;
        this.sums = new float[whole ? up : 0][outputs];
        this.column = new float[whole && up == 1 ? outputs + taps / down : 0];
        this.convolution = new Convolution(outputs);
    }

    /**
     * Takes {@code count} samples and gives all that can be given by now: over time exactly {@code
     * count · toHz / fromHz}, never more than one above that at a time.
     *
     * @return samples written to {@code out}
     */
    public int process(float[] in, int inOff, int count, float[] out, int outOff) {
        if (identity) {
            System.arraycopy(in, inOff, out, outOff, count);
            return count;
        }
        int written = 0;
        for (int done = 0; done < count; ) {
            int now = Math.min(chunk, count - done);
            System.arraycopy(in, inOff + done, line, taps - 1, now);
            written += round(now, out, outOff + written);
            System.arraycopy(line, now, line, 0, taps - 1);
            done += now;
        }
        return written;
    }

    private int round(int count, float[] out, int outOff) {
        if (down == 1) {
            return interpolate(count, out, outOff);
        }
        return up == 1 ? decimate(count, out, outOff) : convert(count, out, outOff);
    }

    private int interpolate(int count, float[] out, int outOff) {
        for (int p = 0; p < up; p++) {
            Arrays.fill(sums[p], 0, count, 0);
        }
        for (int j = 0; j < taps; j += 4) {
            convolution.load(line, j, count);
            for (int p = 0; p < up; p++) {
                convolution.add(filter.coefficients, p * taps + j, sums[p], count);
            }
        }
        for (int p = 0; p < up; p++) {
            float[] phaseOfOutput = sums[p];
            for (int n = 0, to = outOff + p; n < count; n++, to += up) {
                out[to] = phaseOfOutput[n];
            }
        }
        return count * up;
    }

    private int decimate(int count, float[] out, int outOff) {
        if (ahead >= count) {
            ahead -= count;
            return 0;
        }
        int outputs = (count - 1 - ahead) / down + 1;
        int columns = taps / down;
        Arrays.fill(sums[0], 0, outputs, 0);
        for (int r = 0; r < down; r++) {
            int from = ahead + taps - 1 - r - (columns - 1) * down;
            for (int i = 0, at = from; i < outputs + columns - 1; i++, at += down) {
                column[i] = line[at];
            }
            for (int j = 0; j < columns; j += 4) {
                convolution.load(column, j, outputs);
                convolution.add(filter.decimating, r * columns + j, sums[0], outputs);
            }
        }
        System.arraycopy(sums[0], 0, out, outOff, outputs);
        ahead += outputs * down - count;
        return outputs;
    }

    private int convert(int count, float[] out, int outOff) {
        int written = 0;
        while (ahead < count) {
            out[outOff + written++] =
                    Convolution.one(line, ahead, filter.coefficients, phase * taps, taps);
            phase += down;
            ahead += phase / up;
            phase %= up;
        }
        ahead -= count;
        return written;
    }

    /** How much later the output is than the input, in output samples. */
    public double delaySamples() {
        return identity ? 0 : taps / 2.0 * up / down;
    }

    /** Forgets the past, as if new. */
    public void reset() {
        Arrays.fill(line, 0);
        ahead = 0;
        phase = 0;
    }
}
