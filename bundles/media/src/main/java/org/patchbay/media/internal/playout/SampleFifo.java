package org.patchbay.media.internal.playout;

import java.util.Arrays;

/** Decoded samples that wait to be heard, in one array. Owned by one media loop. */
final class SampleFifo {
    private final float[] samples;
    private int from;
    private int to;

    SampleFifo(int capacity) {
        this.samples = new float[capacity];
    }

    int size() {
        return to - from;
    }

    /** Whether so many more fit. */
    boolean hasRoom(int count) {
        return samples.length - size() >= count;
    }

    /** The array to write to, from {@link #end} on, after {@link #reserve}. */
    float[] array() {
        return samples;
    }

    int end() {
        return to;
    }

    /** Where the oldest is. */
    int start() {
        return from;
    }

    /** Makes sure that so many fit behind the end, by moving what waits to the front. */
    void reserve(int count) {
        if (samples.length - to < count) {
            System.arraycopy(samples, from, samples, 0, to - from);
            to -= from;
            from = 0;
        }
    }

    /** So many were written behind the end; fewer than none cuts them off. */
    void written(int count) {
        to += count;
    }

    void take(float[] out, int offset, int count) {
        System.arraycopy(samples, from, out, offset, count);
        from += count;
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    void clear() {
        from = 0;
        to = 0;
    }

    void fill(int count, float value) {
        Arrays.fill(samples, to, to + count, value);
        to += count;
    }
}
