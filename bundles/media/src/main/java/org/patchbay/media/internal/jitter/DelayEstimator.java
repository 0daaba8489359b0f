package org.patchbay.media.internal.jitter;

import java.util.Arrays;

/**
 * How long the packets of one stream are on their way, seen by our clock: the transit of a packet
 * is its time of arrival less its RTP timestamp, both in nanoseconds, so only differences of
 * transits mean something. Of the last {@value #WINDOW} packets it keeps a histogram, and from that
 * the transit that all but one in a hundred stay below. A sender's clock that runs a little off
 * moves the histogram slowly; one that jumps begins it anew. Owned by one media loop.
 */
public final class DelayEstimator {
    /** Packets that count: about ten seconds. */
    static final int WINDOW = 512;

    /** What may be concealed: one late packet in that many. */
    private static final int ONE_LATE_IN = 100;

    private static final int BINS = 1024;
    private static final long BIN_NANOS = 1_000_000;

    /** Where the first transit is put: most of what follows is above the first ones' fastest. */
    private static final int FIRST_BIN = 200;

    private static final int HIGHEST_AFTER_SHIFT = 1000;

    /** A transit that differs by more than this from the last is a clock that was set anew. */
    private static final long JUMP_NANOS = 1_000_000_000;

    /** Nobody waits longer than that behind the fastest packet. */
    private static final long LONGEST_NANOS = 400_000_000;

    private final int clockRateHz;
    private final short[] bins = new short[BINS];
    private final short[] recent = new short[WINDOW];
    private int next;
    private int count;
    private int top;
    private int bottom;
    private long baseNanos;
    private long lastTransit;
    private long lastArrival;

    private boolean started;
    private int lastTimestamp;
    private long lastExtended;

    /**
     * @param clockRateHz of the RTP timestamps
     */
    public DelayEstimator(int clockRateHz) {
        if (clockRateHz < 1000 || clockRateHz > 200_000) {
            throw new IllegalArgumentException("clock rate " + clockRateHz);
        }
        this.clockRateHz = clockRateHz;
    }

    public int clockRateHz() {
        return clockRateHz;
    }

    /** Takes what arrived, in whatever order; duplicates should not be told. */
    public void arrived(int rtpTimestamp, long arrivalNanos) {
        if (!started) {
            started = true;
            lastTimestamp = rtpTimestamp;
        }
        long transit = transitNanos(rtpTimestamp, arrivalNanos);
        int step = rtpTimestamp - lastTimestamp;
        boolean queued = step > 0 && transit < lastTransit && close(arrivalNanos, step);
        lastExtended += step;
        lastTimestamp = rtpTimestamp;
        lastArrival = arrivalNanos;
        if (count > 0 && Math.abs(transit - lastTransit) > JUMP_NANOS) {
            forget();
        }
        lastTransit = transit;
        if (count == 0) {
            baseNanos = transit - FIRST_BIN * BIN_NANOS;
            top = FIRST_BIN;
            bottom = FIRST_BIN;
        }
        // When a network that was stuck goes on, all that queued comes at once. It was stuck once:
        // only the first of them says something new about how slow it can be.
        add(bin(queued && count > 0 ? Math.min(transit, highNanos() - 1) : transit));
    }

    /** Whether a packet came right behind the one before, by the time that lies between them. */
    private boolean close(long arrivalNanos, int step) {
        return (arrivalNanos - lastArrival) * 2 < step * 1_000_000_000L / clockRateHz;
    }

    private int bin(long transit) {
        long bin = Math.floorDiv(transit - baseNanos, BIN_NANOS);
        if (bin >= 0 && bin < BINS) {
            return (int) bin;
        }
        long wanted = bin < 0 ? FIRST_BIN : HIGHEST_AFTER_SHIFT;
        shift((int) (wanted - bin));
        return (int) wanted;
    }

    /** Moves everything up by so many bins; what would leave the range stays at its rim. */
    private void shift(int by) {
        Arrays.fill(bins, (short) 0);
        top = 0;
        bottom = BINS - 1;
        for (int i = 0; i < count; i++) {
            int bin = Math.max(0, Math.min(BINS - 1, recent[i] + by));
            recent[i] = (short) bin;
            bins[bin]++;
            top = Math.max(top, bin);
            bottom = Math.min(bottom, bin);
        }
        baseNanos -= by * BIN_NANOS;
    }

    private void add(int bin) {
        if (count == WINDOW) {
            bins[recent[next]]--;
        } else {
            count++;
        }
        recent[next] = (short) bin;
        next = (next + 1) % WINDOW;
        bins[bin]++;
        top = Math.max(top, bin);
        bottom = Math.min(bottom, bin);
        while (bins[top] == 0) {
            top--;
        }
        while (bins[bottom] == 0) {
            bottom++;
        }
    }

    /** What the transit of that timestamp is if it is played now. */
    public long transitNanos(int rtpTimestamp, long nowNanos) {
        long units = lastExtended + (rtpTimestamp - lastTimestamp);
        return nowNanos
                - units / clockRateHz * 1_000_000_000L
                - units % clockRateHz * 1_000_000_000L / clockRateHz;
    }

    /** The transit that all but one in a hundred of the last packets stayed below. */
    public long highNanos() {
        int allowed = count / ONE_LATE_IN;
        int bin = top;
        for (int above = bins[bin]; above <= allowed && bin > bottom; above += bins[bin]) {
            bin--;
        }
        long high = baseNanos + (bin + 1) * BIN_NANOS;
        return Math.min(high, lowNanos() + LONGEST_NANOS);
    }

    /** The transit of the fastest. */
    public long lowNanos() {
        return baseNanos + bottom * BIN_NANOS;
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return count == 0;
    }

    private void forget() {
        Arrays.fill(bins, (short) 0);
        count = 0;
        next = 0;
    }

    /** For a new source. */
    public void reset() {
        forget();
        started = false;
        lastExtended = 0;
    }
}
