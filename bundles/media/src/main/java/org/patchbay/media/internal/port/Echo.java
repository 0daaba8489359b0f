package org.patchbay.media.internal.port;

import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.Member;

/** Gives back in each tick what it heard in the one before. */
public final class Echo extends Member {
    private final float[] kept = new float[48_000 / 50];
    private int keptRateHz;

    public Echo(String name, MediaLoop home) {
        super(name, home);
    }

    @Override
    protected int neededRateHz() {
        return 0;
    }

    @Override
    protected boolean pull(float[] out, int count, int rateHz, long nowNanos) {
        if (keptRateHz != rateHz) {
            return false;
        }
        System.arraycopy(kept, 0, out, 0, count);
        return true;
    }

    @Override
    protected boolean hears() {
        return true;
    }

    @Override
    protected void push(float[] in, int count, int rateHz, long tick, long nowNanos) {
        if (in == null) {
            keptRateHz = 0;
        } else {
            System.arraycopy(in, 0, kept, 0, count);
            keptRateHz = rateHz;
        }
    }
}
