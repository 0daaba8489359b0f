package org.patchbay.media.internal.dtmf;

/**
 * Turns keys into telephone-event packets (RFC 4733): one packet each 20 ms while the key is down,
 * then the end three times. Keys wait for each other, with a pause between them. Owned by one media
 * loop, which asks {@link #next} at every 20 ms tick and then sends what it was given in place of
 * audio.
 */
public final class DtmfSender {
    private static final int TICK_MS = KeyQueue.TICK_MS;

    /** The end is said that often (RFC 4733 §2.5.1.4). */
    private static final int ENDS = 3;

    /** Between two keys, counted from the last end packet. */
    private static final int PAUSE_TICKS = 3;

    /** What a key takes when it is released: the end said again, and the pause. */
    private static final int AFTER_TICKS = ENDS - 1 + PAUSE_TICKS;

    /** −10 dBm0, as phones do. */
    private static final int VOLUME = 10;

    private final int unitsPerTick;
    private final KeyQueue queue = new KeyQueue(KeyQueue.SHORTEST_MS, AFTER_TICKS);
    private boolean pressed;
    private int code;
    private int ticksLeft;
    private int endsLeft;
    private int pauseLeft;
    private int duration;
    private long timestamp;
    private boolean marker;

    /**
     * @param clockRateHz of the telephone-event format that was agreed: 8000, 48000, …
     */
    public DtmfSender(int clockRateHz) {
        if (clockRateHz < 1000 || clockRateHz > 200_000) {
            throw new IllegalArgumentException("clock rate " + clockRateHz);
        }
        this.unitsPerTick = clockRateHz / 1000 * TICK_MS;
    }

    /** As {@link KeyQueue#press}. */
    public boolean press(char key, int durationMs) {
        return queue.press(key, durationMs);
    }

    /** As {@link KeyQueue#passOn}. */
    public boolean passOn(char key, int durationMs) {
        return queue.passOn(key, durationMs, pressed ? ticksLeft + AFTER_TICKS : pauseLeft);
    }

    /** Whether something is being sent or waits. */
    public boolean active() {
        return pressed || !queue.isEmpty();
    }

    /**
     * The packet of this tick.
     *
     * @param rtpTimestamp of the audio at this tick, in the event's clock
     * @return length of the payload in {@code out}, 0 where this tick is audio's
     */
    public int next(long rtpTimestamp, byte[] out, int offset) {
        if (!pressed && !begin(rtpTimestamp)) {
            return 0;
        }
        if (ticksLeft > 0) {
            held();
        } else {
            marker = false;
        }
        boolean end = ticksLeft == 0;
        TelephoneEvent.write(out, offset, code, end, VOLUME, duration);
        if (end && --endsLeft == 0) {
            pressed = false;
            pauseLeft = PAUSE_TICKS;
        }
        return TelephoneEvent.LENGTH;
    }

    private boolean begin(long rtpTimestamp) {
        if (pauseLeft > 0) {
            pauseLeft--;
            return false;
        }
        if (!queue.take()) {
            return false;
        }
        code = TelephoneEvent.code(queue.key());
        ticksLeft = queue.ticks();
        pressed = true;
        endsLeft = ENDS;
        duration = 0;
        timestamp = rtpTimestamp & 0xFFFF_FFFFL;
        marker = false;
        return true;
    }

    /** Another 20 ms of the key; the first packet of an event has the marker (§2.5.1.1). */
    private void held() {
        boolean begins = duration == 0;
        if (duration + unitsPerTick > TelephoneEvent.LONGEST) {
            // §2.5.1.3: a new segment begins where the last one ended, without a marker.
            timestamp = timestamp + duration & 0xFFFF_FFFFL;
            duration = 0;
            begins = false;
        }
        duration += unitsPerTick;
        ticksLeft--;
        marker = begins;
    }

    /** RTP timestamp of the packet that {@link #next} gave last: that of the event's beginning. */
    public long rtpTimestamp() {
        return timestamp;
    }

    /** RTP marker of the packet that {@link #next} gave last. */
    public boolean marker() {
        return marker;
    }

    /** Forgets everything, also a key that is down. */
    public void reset() {
        pressed = false;
        queue.clear();
        pauseLeft = 0;
    }
}
