package org.patchbay.media.internal.session;

import java.util.Arrays;

/**
 * Puts the 20 ms frames of the mix together to packets as long as the peer wants them, or cuts them
 * (RFC 8866, ptime). Does not allocate once made. Made by the thread that negotiates, then owned by
 * one media loop.
 */
final class Packetizer {
    private static final int FRAME_MS = 20;

    private final int clockRateHz;
    private final int audioRateHz;

    /** Samples of a packet. */
    private final int packet;

    private final float[] samples;
    private int waiting;

    /** Of the first sample that waits. */
    private long rtpTimestamp;

    Packetizer(int packetMs, int clockRateHz, int audioRateHz) {
        this.clockRateHz = clockRateHz;
        this.audioRateHz = audioRateHz;
        this.packet = audioRateHz / 1000 * packetMs;
        this.samples = new float[packet + audioRateHz / 1000 * FRAME_MS];
    }

    /** Whether a frame of that timestamp goes on where what waits ends. */
    boolean continues(long frameTimestamp) {
        return waiting == 0 || frameTimestamp == later(waiting);
    }

    /**
     * Adds 20 ms.
     *
     * @param frame null for silence
     */
    void add(float[] frame, int count, long frameTimestamp) {
        if (waiting == 0) {
            rtpTimestamp = frameTimestamp;
        }
        if (frame == null) {
            Arrays.fill(samples, waiting, waiting + count, 0);
        } else {
            System.arraycopy(frame, 0, samples, waiting, count);
        }
        waiting += count;
    }

    /** The length of a packet that can go; 0 where more has to come first. */
    int ready() {
        return waiting >= packet ? packet : 0;
    }

    /**
     * The length of a packet where nothing will come that goes on with what waits: lengths that
     * every encoder knows. 0 where nothing waits.
     */
    int rest() {
        return Math.min(waiting, Math.min(packet, audioRateHz / 1000 * FRAME_MS));
    }

    /** What waits, from the first on. */
    float[] samples() {
        return samples;
    }

    /** The RTP timestamp of the next packet. */
    long rtpTimestamp() {
        return rtpTimestamp;
    }

    /** So many from the first on are on their way. */
    void taken(int count) {
        rtpTimestamp = later(count);
        waiting -= count;
        System.arraycopy(samples, count, samples, 0, waiting);
    }

    private long later(int count) {
        return rtpTimestamp + (long) count * clockRateHz / audioRateHz & 0xFFFF_FFFFL;
    }
}
