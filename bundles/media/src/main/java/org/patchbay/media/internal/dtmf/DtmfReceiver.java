package org.patchbay.media.internal.dtmf;

/**
 * Turns telephone-event packets (RFC 4733) into keys: one report for each press, at its end,
 * however packets are lost, repeated or reordered. Owned by one media loop.
 */
public final class DtmfReceiver {
    /** Is told of a key when it was released. Called on the media loop. */
    @FunctionalInterface
    public interface Listener {
        void digit(char key, int durationMs);
    }

    /**
     * A key whose end was lost counts as released when nothing came for that long. Updates come
     * every 20 to 50 ms (§2.5.1.2).
     */
    private static final long RELEASED_AFTER_NANOS = 150_000_000L;

    /** An older timestamp after such a time is no late packet but a clock that began anew. */
    private static final long RESTARTED_AFTER_NANOS = 2_000_000_000L;

    private int clockRateHz;
    private final Listener listener;

    private boolean pressed;
    private boolean known;
    private int event;

    /** Timestamp of the segment that is going on, or of the last one that ended. */
    private long timestamp;

    /** Longest duration seen of this segment, in clock units. */
    private int duration;

    /** Of the segments before this one, in clock units. */
    private long earlier;

    private long lastNanos;

    /** The next packet is the first of another source. */
    private boolean moved;

    public DtmfReceiver(int clockRateHz, Listener listener) {
        this.listener = listener;
        clock(clockRateHz);
    }

    /** The clock of the packets that follow; one that differs begins anew. */
    public void clock(int rateHz) {
        if (rateHz < 1000 || rateHz > 200_000) {
            throw new IllegalArgumentException("clock rate " + rateHz);
        }
        if (rateHz != clockRateHz) {
            reset();
            clockRateHz = rateHz;
        }
    }

    /** Takes a packet's payload; anything malformed or that is no key is ignored. */
    public void packet(
            long rtpTimestamp,
            boolean marker,
            byte[] payload,
            int offset,
            int length,
            long nowNanos) {
        if (length < TelephoneEvent.LENGTH
                || offset < 0
                || offset > payload.length - TelephoneEvent.LENGTH
                || !TelephoneEvent.isKey(TelephoneEvent.event(payload, offset))) {
            return;
        }
        int e = TelephoneEvent.event(payload, offset);
        int d = TelephoneEvent.duration(payload, offset);
        if (moved) {
            move(e, d, marker, rtpTimestamp, nowNanos);
        }
        int sincePrevious = (int) (rtpTimestamp - timestamp);
        boolean restarted = !pressed && nowNanos - lastNanos > RESTARTED_AFTER_NANOS;
        if (!known || sincePrevious > 0 || sincePrevious < 0 && restarted) {
            newer(e, rtpTimestamp, marker ? 0 : sincePrevious);
        } else if (sincePrevious < 0 || e != event || !pressed) {
            // Of an event that is over already: a repeated end, or a packet that came late.
            return;
        }
        duration = Math.max(duration, d);
        lastNanos = nowNanos;
        if (TelephoneEvent.end(payload, offset)) {
            release();
        }
    }

    /** Its clock has nothing to do with the last one's. */
    private void move(int e, int d, boolean marker, long rtpTimestamp, long nowNanos) {
        moved = false;
        boolean rest =
                known
                        && e == event
                        && !marker
                        && d >= duration
                        && nowNanos - lastNanos <= RELEASED_AFTER_NANOS;
        if (rest) {
            timestamp = rtpTimestamp;
        } else {
            reset();
        }
    }

    private void newer(int e, long rtpTimestamp, int sincePrevious) {
        if (pressed && e == event && continues(sincePrevious)) {
            earlier += sincePrevious;
        } else {
            release();
            earlier = 0;
        }
        known = true;
        pressed = true;
        event = e;
        timestamp = rtpTimestamp;
        duration = 0;
    }

    /**
     * Whether a segment that begins so much later continues this one (§2.5.1.3): the one before ran
     * on to near the longest duration, even if its last packets were lost.
     */
    private boolean continues(int sincePrevious) {
        return sincePrevious >= TelephoneEvent.LONGEST - clockRateHz / 10
                && sincePrevious <= TelephoneEvent.LONGEST + 1
                && duration >= sincePrevious - clockRateHz / 4;
    }

    /** Releases a key whose end was lost; call it at every tick or at least every 50 ms. */
    public void tick(long nowNanos) {
        if (pressed && nowNanos - lastNanos > RELEASED_AFTER_NANOS) {
            release();
        }
    }

    /** Whether a key is down: audio of that time is best not played. */
    public boolean pressed() {
        return pressed;
    }

    private void release() {
        if (pressed) {
            pressed = false;
            long units = earlier + duration;
            listener.digit(TelephoneEvent.key(event), (int) (units * 1000 / clockRateHz));
        }
    }

    /**
     * What follows has another SSRC: somebody moved the call, maybe in the middle of a key, the
     * rest of which is no key of its own.
     */
    public void sourceChanged() {
        moved = true;
    }

    /** A key that is down is released, then the past is forgotten. */
    public void reset() {
        release();
        known = false;
    }
}
