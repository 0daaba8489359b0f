package org.patchbay.media.internal.port;

import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.media.api.Frame;

/**
 * A bounded ring of frames between one writing and one reading thread, without locks and without
 * allocation after construction.
 */
final class FrameRing {
    private final float[][] frames;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    FrameRing(int capacity) {
        frames = new float[capacity][Frame.SAMPLES];
    }

    /** False where it is full. */
    boolean write(float[] from, int count) {
        long w = written.get();
        if (w - taken.get() >= frames.length) {
            return false;
        }
        float[] slot = frames[(int) (w % frames.length)];
        System.arraycopy(from, 0, slot, 0, count);
        java.util.Arrays.fill(slot, count, Frame.SAMPLES, 0);
        written.setRelease(w + 1);
        return true;
    }

    /** A frame of silence. */
    boolean writeSilence() {
        long w = written.get();
        if (w - taken.get() >= frames.length) {
            return false;
        }
        java.util.Arrays.fill(frames[(int) (w % frames.length)], 0);
        written.setRelease(w + 1);
        return true;
    }

    /** False where it is empty. */
    boolean read(float[] to) {
        long t = taken.get();
        if (written.getAcquire() == t) {
            return false;
        }
        System.arraycopy(frames[(int) (t % frames.length)], 0, to, 0, Frame.SAMPLES);
        taken.setRelease(t + 1);
        return true;
    }
}
