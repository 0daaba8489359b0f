package org.patchbay.media.internal.rtp;

import java.util.random.RandomGenerator;

/**
 * The numbers of the stream that we send: SSRC, sequence and timestamp, which stay continuous
 * whatever feeds the stream: a mix, another mix, or a relayed peer. Owned by one media loop.
 */
public final class RtpOut {
    private static final int FRAME_MS = 20;
    private static final long FRAME_NANOS = FRAME_MS * 1_000_000L;

    /** Beyond what was sent last: a frame until the other feed's turn, and some lateness. */
    private static final long OUT_OF_STEP_NANOS = 25_000_000L;

    private final int ssrc;
    private int sequence;
    private long timeline;
    private long timelineNanos;

    /** How long the last packet was. */
    private long lastNanos = FRAME_NANOS;

    private boolean begun;
    private int clockRateHz;
    private int frameUnits;
    private long packets;
    private long octets;

    /**
     * All three begin at random (RFC 3550 §5.1); the sequence in its lower half, so that a lost
     * beginning cannot hide from the peer's SRTP that it wrapped (RFC 3711 §3.3.1).
     */
    public RtpOut(RandomGenerator random, int clockRateHz) {
        ssrc = random.nextInt();
        sequence = random.nextInt(1 << 15);
        timeline = random.nextInt() & 0xFFFF_FFFFL;
        clock(clockRateHz);
    }

    /** Another clock from the next frame on; the timestamp goes on from where it is. */
    public void clock(int hz) {
        clockRateHz = hz;
        frameUnits = hz / 50;
    }

    public int clockRateHz() {
        return clockRateHz;
    }

    /** Units of the RTP clock in 20 ms. */
    public int frameUnits() {
        return frameUnits;
    }

    /** The frame {@code frames} after the last one: the steady case, whatever the clock wobbles. */
    public void advance(long frames, long nowNanos) {
        timeline = timeline + frames * frameUnits & 0xFFFF_FFFFL;
        timelineNanos = nowNanos;
        lastNanos = FRAME_NANOS;
        begun = true;
    }

    /**
     * The frame after an interruption, or of another feed: as many whole frames on as time has
     * passed, so that the peer's jitter buffer sees neither overlap nor a crack. Another feed is
     * not in step with the one before; what that makes late is for the jitter buffer to smooth, so
     * a short wait is no missing frame.
     */
    public void resume(long nowNanos) {
        resume(nowNanos, FRAME_MS);
    }

    /** The same before a packet of another length, which ends now but began that much earlier. */
    public void resume(long nowNanos, int packetMs) {
        if (!begun) {
            advance(0, nowNanos);
            return;
        }
        long earlier = (packetMs - FRAME_MS) * 1_000_000L;
        long elapsed = Math.max(0, nowNanos - earlier - timelineNanos);
        boolean onlyOutOfStep = elapsed < lastNanos + OUT_OF_STEP_NANOS;
        long frames = onlyOutOfStep ? 1 : (elapsed + FRAME_NANOS / 2) / FRAME_NANOS;
        advance(frames, nowNanos);
    }

    /** The timestamp of the frame that is due. */
    public long timestamp() {
        return timeline;
    }

    /** A relayed packet brought the stream to its last 20 ms. */
    public void relayed(long timestamp, int packetMs, long nowNanos) {
        long lastFrame = timestamp + (long) (packetMs - FRAME_MS) * clockRateHz / 1000;
        if (!begun || (int) (lastFrame - timeline) > 0) {
            timeline = lastFrame & 0xFFFF_FFFFL;
            timelineNanos = nowNanos;
            lastNanos = packetMs * 1_000_000L;
            begun = true;
        }
    }

    /** The sequence number of the next packet. */
    public int nextSequence() {
        int next = sequence;
        sequence = sequence + 1 & 0xFFFF;
        return next;
    }

    /** What {@link #nextSequence} would give. */
    public int peekSequence() {
        return sequence;
    }

    /** A relayed packet took that number; the next of our own is after the highest of them. */
    public void used(int usedSequence) {
        if ((short) (usedSequence - sequence) >= 0) {
            sequence = usedSequence + 1 & 0xFFFF;
        }
    }

    public void sent(int payloadBytes) {
        packets++;
        octets += payloadBytes;
    }

    public int ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }

    public long octets() {
        return octets;
    }

    /** The RTP timestamp that belongs to that moment, for sender reports. */
    long timestampAt(long nowNanos) {
        long since = Math.max(0, nowNanos - timelineNanos);
        return timeline + since / 1000 * clockRateHz / 1_000_000 & 0xFFFF_FFFFL;
    }
}
