package org.patchbay.media.api;

/** The audio that ports, taps and tools see: 48 kHz, mono, float in −1…+1, 20 ms at a time. */
public final class Frame {
    public static final int RATE_HZ = 48_000;
    public static final int DURATION_MS = 20;

    /** Samples in one frame. */
    public static final int SAMPLES = RATE_HZ / 1000 * DURATION_MS;

    private Frame() {}
}
