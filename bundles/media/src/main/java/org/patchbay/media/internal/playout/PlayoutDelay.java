package org.patchbay.media.internal.playout;

import org.patchbay.media.internal.jitter.DelayEstimator;

/**
 * Decides how late packets are played. The excess of a packet is how much later it is taken from
 * the jitter buffer than it would have to be for all but one in a hundred to come in time, less a
 * margin.
 *
 * <p>Packets can only be taken at ticks. So the excess moves by whole ticks: what is put in or
 * taken out of the audio first changes how much is left over of the packet before, and only when
 * that runs over or dry is the next packet taken a tick later or earlier. Excess and left-over
 * together are what is delayed without need. On a good network that is between 0 and one tick and
 * stays so; nothing is changed inside that range and a little around it. Owned by one media loop.
 */
final class PlayoutDelay {
    /** For ticks that come early. */
    static final long MARGIN_NANOS = 7_000_000;

    /** Less than half a millisecond above the transit of late packets: grow. */
    private static final long GROW_BELOW_NANOS = -6_500_000;

    /** So much above a tick: shrink. */
    private static final long SHRINK_ABOVE_TICK_NANOS = 5_000_000;

    /** So much above a tick: shrink with every packet, even if it may be heard. */
    private static final long URGENT_ABOVE_TICK_NANOS = 60_000_000;

    /** Taken a tick earlier only if that leaves so much above the point where it would grow. */
    private static final long KEPT_NANOS = 1_500_000;

    private static final long WINDOW_NANOS = 500_000_000;
    private static final long BETWEEN_SHRINKS_NANOS = 100_000_000;

    /** Kept back beyond the margin so that redundancy in the packet after can be used. */
    private long extraNanos;

    private long lowest;
    private long lowestBefore;
    private long lowestTotal;
    private long lowestTotalBefore;
    private long leftOver;
    private long windowEnds;
    private long nextShrink;
    private boolean begun;

    /**
     * The excess of a packet of that timestamp if it is taken now, by the transits of its clock.
     */
    long excessNanos(DelayEstimator transits, int rtpTimestamp, long nowNanos) {
        return transits.transitNanos(rtpTimestamp, nowNanos)
                - transits.highNanos()
                - MARGIN_NANOS
                - extraNanos;
    }

    void extraNanos(long nanos) {
        this.extraNanos = nanos;
    }

    /** Begins to watch anew: a talkspurt begins. */
    void begin(long nowNanos) {
        begun = false;
        nextShrink = nowNanos;
    }

    /** For another clock. */
    void reset() {
        begun = false;
        extraNanos = 0;
        leftOver = 0;
        nextShrink = 0;
    }

    /** Notes with what excess a packet was taken, and how much of those before it was left over. */
    void played(long excess, long leftOverNanos, long nowNanos) {
        leftOver = leftOverNanos;
        long total = excess + leftOverNanos;
        if (!begun) {
            begun = true;
            lowest = excess;
            lowestTotal = total;
            turn(excess, total, nowNanos);
        } else if (nowNanos - windowEnds > 0) {
            turn(excess, total, nowNanos);
        } else {
            lowest = Math.min(lowest, excess);
            lowestTotal = Math.min(lowestTotal, total);
        }
    }

    private void turn(long excess, long total, long nowNanos) {
        lowestBefore = lowest;
        lowestTotalBefore = lowestTotal;
        lowest = excess;
        lowestTotal = total;
        windowEnds = nowNanos + WINDOW_NANOS;
    }

    private long low() {
        return Math.min(lowest, lowestBefore);
    }

    private long lowTotal() {
        return Math.min(lowestTotal, lowestTotalBefore);
    }

    /** How much should be put in so that packets are taken a tick later, 0 for nothing. */
    long tooShort(long tickNanos) {
        return low() < GROW_BELOW_NANOS ? Math.max(1, tickNanos - leftOver) : 0;
    }

    /** How much should be taken out, 0 for nothing. */
    long tooLong(long tickNanos, long nowNanos) {
        if (nowNanos - nextShrink < 0
                || lowTotal() <= tickNanos + SHRINK_ABOVE_TICK_NANOS
                || !urgent(tickNanos) && mostOut(tickNanos) <= 0) {
            return 0;
        }
        return lowTotal() - tickNanos / 2;
    }

    /** The most that may be taken out at once. */
    long mostOut(long tickNanos) {
        boolean tickEarlier = low() - tickNanos > GROW_BELOW_NANOS + KEPT_NANOS;
        return tickEarlier ? lowTotal() : leftOver;
    }

    /** Whether it is so much too late that a change may be heard. */
    boolean urgent(long tickNanos) {
        return lowTotal() > tickNanos + URGENT_ABOVE_TICK_NANOS;
    }

    /** Notes that so much was put in, or taken out where negative. */
    void changed(long nanos, long tickNanos, long nowNanos) {
        if (nanos < 0 && !urgent(tickNanos)) {
            nextShrink = nowNanos + BETWEEN_SHRINKS_NANOS;
        }
        long left = leftOver + nanos;
        long ticks = Math.floorDiv(left, tickNanos) * tickNanos;
        leftOver = left - ticks;
        lowest += ticks;
        lowestBefore += ticks;
        lowestTotal += nanos;
        lowestTotalBefore += nanos;
    }
}
