package org.patchbay.media.internal.conceal;

import java.util.Arrays;
import org.patchbay.media.internal.resample.Resampler;

/**
 * Fills gaps for decoders that cannot do it themselves: repeats the last pitch periods, one at
 * first, up to three later so that it does not buzz, at full level for 10 ms and then fading to
 * nothing until {@value #FADED_MS} ms. When the signal is back it takes over within 5 ms. Does not
 * allocate. Owned by one media loop.
 */
public final class Concealer {
    /** After so long there is only silence. */
    public static final int FADED_MS = 60;

    private static final int FULL_MS = 10;
    private static final int HISTORY_MS = 50;
    private static final int TEMPLATE_MS = 16;

    /** More than any resampler delays. */
    private static final int LEAD_IN_MS = 5;

    /** Below this the past is noise, and a long period is repeated so that none is heard. */
    private static final double VOICED = 0.5;

    private static final int MOST_PERIODS = 3;

    private final int rateHz;
    private final float[] history;
    private final Pitch pitch;
    private final int perMs;
    private final int shortestPeriod;
    private final int longestPeriod;

    /** Samples over which a jump between two repetitions is spread. */
    private final int seam;

    private final int overlap;

    private boolean active;
    private int concealed;
    private int period;
    private int periods;
    private int at;
    private int length;
    private float step;

    public Concealer(int rateHz) {
        this.rateHz = rateHz;
        this.perMs = Math.max(1, rateHz / 1000);
        this.history = new float[perMs * HISTORY_MS];
        this.pitch = new Pitch(rateHz);
        this.shortestPeriod = rateHz / 400;
        this.longestPeriod = rateHz / 66;
        this.seam = rateHz / 500;
        this.overlap = rateHz / 200;
    }

    /** Remembers what was decoded. */
    public void good(float[] samples, int offset, int count) {
        int keep = history.length - count;
        if (keep > 0) {
            System.arraycopy(history, count, history, 0, keep);
            System.arraycopy(samples, offset, history, keep, count);
        } else {
            System.arraycopy(samples, offset - keep, history, 0, history.length);
        }
        active = false;
        concealed = 0;
    }

    /** Remembers what another one does, at another rate. */
    public void takeOver(Concealer before, Resampler resampler) {
        int room = (int) ((history.length - 1L) * before.rateHz / rateHz);
        int count = Math.min(before.history.length, room);
        resampler.reset();
        int from = before.history.length - count;
        int n = resampler.process(before.history, from, count, history, 0);
        System.arraycopy(history, 0, history, history.length - n, n);
        Arrays.fill(history, 0, history.length - n, 0);
        active = false;
        concealed = 0;
    }

    /**
     * Lets what was remembered before the last {@code but} samples run through a resampler that
     * goes on with these.
     *
     * @param out room for what comes of it, which is of no use
     */
    public void leadIn(int but, Resampler resampler, float[] out) {
        int count = Math.min(LEAD_IN_MS * perMs, history.length - but);
        if (count > 0) {
            resampler.process(history, history.length - but - count, count, out, 0);
        }
    }

    /** Makes up the next samples. */
    public void conceal(float[] out, int offset, int count) {
        if (!active) {
            begin();
        }
        for (int i = offset; i < offset + count; i++) {
            out[i] = nextSample();
        }
    }

    /** How long it has been making up, in samples. */
    public int concealed() {
        return concealed;
    }

    /**
     * Lets what was made up fade into the first samples that are real again, in place, and
     * remembers them.
     */
    public void resume(float[] samples, int offset, int count) {
        if (active) {
            int fade = Math.min(count, overlap);
            for (int i = 0; i < fade; i++) {
                float real = (i + 1f) / (fade + 1);
                samples[offset + i] = real * samples[offset + i] + (1 - real) * nextSample();
            }
        }
        good(samples, offset, count);
    }

    private void begin() {
        int template = perMs * TEMPLATE_MS;
        int end = history.length;
        period = pitch.lag(history, end - template, template, shortestPeriod, longestPeriod);
        if (pitch.correlation() < VOICED) {
            period = longestPeriod;
        }
        active = true;
        concealed = 0;
        periods = 1;
        repeat();
    }

    private void repeat() {
        length = period * periods;
        int from = history.length - length;
        at = 0;
        step = history[history.length - 1] - history[from - 1];
        periods = Math.min(MOST_PERIODS, periods + 1);
    }

    private float nextSample() {
        if (at == length) {
            repeat();
        }
        float x = history[history.length - length + at];
        if (at < seam) {
            // The jump from the last sample to a period before is spread, so that it does not
            // click. In noise it may be as large as the signal itself.
            x = Math.max(-1, Math.min(1, x + step * (seam - at) / seam));
        }
        at++;
        float gain = gain(concealed, perMs);
        concealed++;
        return x * gain;
    }

    /** Full for 10 ms, then falling to 0 at 60. */
    private static float gain(int concealed, int perMs) {
        int after = concealed - FULL_MS * perMs;
        if (after <= 0) {
            return 1;
        }
        return Math.max(0, 1 - after / (float) ((FADED_MS - FULL_MS) * perMs));
    }

    /** Forgets the past. */
    public void reset() {
        Arrays.fill(history, 0);
        active = false;
        concealed = 0;
    }
}
