package org.patchbay.media.internal.player;

import java.util.concurrent.atomic.AtomicLong;

/** A bounded ring of samples between one writing and one reading thread. */
final class SampleRing {
    private final float[] samples;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    SampleRing(int capacity) {
        samples = new float[capacity];
    }

    int held() {
        return (int) (written.getAcquire() - taken.getAcquire());
    }

    int room() {
        return samples.length - held();
    }

    int capacity() {
        return samples.length;
    }

    /** There must be room for them. */
    void write(float[] from, int count) {
        long w = written.get();
        for (int i = 0; i < count; i++) {
            samples[(int) ((w + i) % samples.length)] = from[i];
        }
        written.setRelease(w + count);
    }

    /** Returns how many there were. */
    int read(float[] to, int count) {
        long t = taken.get();
        int n = (int) Math.min(count, written.getAcquire() - t);
        for (int i = 0; i < n; i++) {
            to[i] = samples[(int) ((t + i) % samples.length)];
        }
        taken.setRelease(t + n);
        return n;
    }
}
