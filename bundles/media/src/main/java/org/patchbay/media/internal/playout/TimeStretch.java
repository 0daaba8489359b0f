package org.patchbay.media.internal.playout;

import org.patchbay.media.internal.conceal.Pitch;

/**
 * Takes one pitch period out of a piece of audio or puts one in, so that it lasts a little shorter
 * or longer and still sounds the same; in a pause, so much as is wanted. Owned by one media loop.
 */
final class TimeStretch {
    /** A pause: below −55 dB under a full-scale sine. */
    private static final double PAUSE_POWER = 0.5 * Math.pow(10, -5.5);

    /** Below this correlation of two periods the seam might be heard. */
    private static final double REGULAR = 0.6;

    private final int rateHz;
    private final Pitch pitch;
    private final int shortest;
    private final int longest;

    TimeStretch(int rateHz) {
        this.rateHz = rateHz;
        this.pitch = new Pitch(rateHz);
        this.shortest = rateHz / 400;
        this.longest = rateHz / 66;
    }

    /**
     * Changes what waits in {@code fifo}, where its delay is too short or too long; there must be
     * room for {@link #longest} more.
     */
    void adapt(SampleFifo fifo, PlayoutDelay delay, long tickNanos, long nowNanos) {
        long in = delay.tooShort(tickNanos);
        long out = in > 0 ? 0 : delay.tooLong(tickNanos, nowNanos);
        int by = 0;
        if (in > 0) {
            by = lengthen(fifo.array(), fifo.start(), fifo.size(), count(in));
        } else if (out > 0) {
            boolean urgent = delay.urgent(tickNanos);
            int most = urgent ? fifo.size() : count(delay.mostOut(tickNanos));
            by = -shorten(fifo.array(), fifo.start(), fifo.size(), count(out), most, urgent);
        }
        if (by != 0) {
            fifo.written(by);
            delay.changed(by * 1_000_000_000L / rateHz, tickNanos, nowNanos);
        }
    }

    private int count(long nanos) {
        return (int) (nanos * rateHz / 1_000_000_000L);
    }

    /** The most that {@link #lengthen} adds. */
    int longest() {
        return longest;
    }

    /**
     * Shortens {@code count} samples in place.
     *
     * @param wanted samples to be taken out, if it is a pause
     * @param most samples that may be taken out
     * @param urgent even where it may be heard
     * @return samples taken out, 0 where that is too few, or it sounds too irregular
     */
    int shorten(float[] x, int at, int count, int wanted, int most, boolean urgent) {
        int lag = lag(x, at, count, Math.min(wanted, most), most, urgent);
        if (lag == 0) {
            return 0;
        }
        // The first period fades into the second; the rest follows.
        for (int i = 0; i < lag; i++) {
            float later = (i + 0.5f) / lag;
            x[at + i] += later * (x[at + lag + i] - x[at + i]);
        }
        System.arraycopy(x, at + 2 * lag, x, at + lag, count - 2 * lag);
        return lag;
    }

    /**
     * Lengthens {@code count} samples in place; there must be room for {@link #longest} more.
     *
     * @param wanted samples to be put in, if it is a pause
     * @return samples put in, 0 where the piece is too short
     */
    int lengthen(float[] x, int at, int count, int wanted) {
        // What is not put in now will be missing soon, and that is always heard.
        int lag = lag(x, at, count, wanted, longest, true);
        if (lag == 0) {
            return 0;
        }
        System.arraycopy(x, at + lag, x, at + 2 * lag, count - lag);
        // After the first period the second fades back into the first, and is then heard again.
        for (int i = 0; i < lag; i++) {
            float again = (i + 0.5f) / lag;
            float second = x[at + 2 * lag + i];
            x[at + lag + i] = second + again * (x[at + i] - second);
        }
        return lag;
    }

    private int lag(float[] x, int at, int count, int wanted, int limit, boolean urgent) {
        int most = Math.min(Math.min(longest, limit), count / 2);
        if (most < shortest) {
            return 0;
        }
        if (pause(x, at, count)) {
            return Math.max(shortest, Math.min(most, wanted));
        }
        int lag = pitch.lag(x, at + most, Math.min(count - most, 2 * most), shortest, most);
        return urgent || pitch.correlation() > REGULAR ? lag : 0;
    }

    private static boolean pause(float[] x, int at, int count) {
        float sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += x[i] * x[i];
        }
        return sum < PAUSE_POWER * count;
    }
}
