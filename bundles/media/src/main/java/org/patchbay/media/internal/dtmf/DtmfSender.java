package org.patchbay.media.internal.dtmf;

/**
 * Turns keys into telephone-event packets (RFC 4733): one packet each 20 ms while the key is down,
 * then the end three times. Keys wait for each other, with a pause between them. Owned by one media
 * loop, which asks {@link #next} at every 20 ms tick and then sends what it was given in place of
 * audio.
 */
public final class DtmfSender {
    /** Keys that may wait; more are refused. */
    public static final int CAPACITY = 64;

    /** Shorter presses are not recognised everywhere (ITU-T Q.24: 40 ms at the least). */
    public static final int SHORTEST_MS = 40;

    public static final int LONGEST_MS = 10_000;

    private static final int TICK_MS = 20;

    /** The end is said that often (RFC 4733 §2.5.1.4). */
    private static final int ENDS = 3;

    /** Between two keys, counted from the last end packet. */
    private static final int PAUSE_TICKS = 3;

    /** What a key takes when it is released: the end said again, and the pause. */
    private static final int AFTER_TICKS = ENDS - 1 + PAUSE_TICKS;

    private static final int LONGEST_BACKLOG_MS = 2000;

    /** −10 dBm0, as phones do. */
    private static final int VOLUME = 10;

    private final int unitsPerTick;
    private final byte[] codes = new byte[CAPACITY];
    private final int[] ticks = new int[CAPACITY];
    private int first;
    private int waiting;

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

    /**
     * Lets a key be pressed after those before it.
     *
     * @param durationMs taken as {@value #SHORTEST_MS}…{@value #LONGEST_MS}, in steps of 20
     * @return false where the key is none of {@code 0–9 * # A–D}, or too many wait
     */
    public boolean press(char key, int durationMs) {
        int c = TelephoneEvent.code(key);
        if (c < 0 || waiting == CAPACITY) {
            return false;
        }
        int ms = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, durationMs));
        int slot = (first + waiting) % CAPACITY;
        codes[slot] = (byte) c;
        ticks[slot] = (ms + TICK_MS / 2) / TICK_MS;
        waiting++;
        return true;
    }

    /**
     * Passes a key on that somebody else's peer says to have pressed: as long as it says, but what
     * waits is never more than {@value #LONGEST_BACKLOG_MS} ms of keys in place of audio.
     *
     * @return false where there is no room any more, or the key is none
     */
    public boolean passOn(char key, int durationMs) {
        int room = LONGEST_BACKLOG_MS - backlogMs() - AFTER_TICKS * TICK_MS;
        return room >= SHORTEST_MS && press(key, Math.min(durationMs, room));
    }

    private int backlogMs() {
        int left = pressed ? ticksLeft + AFTER_TICKS : pauseLeft;
        for (int i = 0; i < waiting; i++) {
            left += ticks[(first + i) % CAPACITY] + AFTER_TICKS;
        }
        return left * TICK_MS;
    }

    /** Whether something is being sent or waits. */
    public boolean active() {
        return pressed || waiting > 0;
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
        if (waiting == 0) {
            return false;
        }
        code = codes[first];
        ticksLeft = ticks[first];
        first = (first + 1) % CAPACITY;
        waiting--;
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
        waiting = 0;
        pauseLeft = 0;
    }
}
