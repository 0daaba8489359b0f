package org.patchbay.media.internal.port;

import org.patchbay.media.api.Frame;
import org.patchbay.media.api.MediaPort;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.Member;

/** The door for code that is not on a media loop: a ring of 48 kHz frames each way. */
public final class RingPort extends Member implements MediaPort {
    /** 320 ms each way. */
    private static final int CAPACITY = 16;

    private final FrameRing heard = new FrameRing(CAPACITY);
    private final FrameRing said = new FrameRing(CAPACITY);
    private final Runnable onClose;
    private volatile long overruns;

    public RingPort(String name, MediaLoop home, Runnable onClose) {
        super(name, home);
        this.onClose = onClose;
    }

    @Override
    public boolean read(float[] frame) {
        check(frame);
        return heard.read(frame);
    }

    @Override
    public boolean write(float[] frame) {
        check(frame);
        return said.write(frame, Frame.SAMPLES);
    }

    private static void check(float[] frame) {
        if (frame.length < Frame.SAMPLES) {
            throw new IllegalArgumentException("frame of " + frame.length + " samples");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public void close() {
        post(
                () -> {
                    if (!ended()) {
                        end();
                        onClose.run();
                    }
                });
    }

    @Override
    protected int neededRateHz() {
        return Frame.RATE_HZ;
    }

    @Override
    protected int sourceRateHz(int mixRateHz) {
        return Frame.RATE_HZ;
    }

    @Override
    protected int sinkRateHz(int mixRateHz) {
        return Frame.RATE_HZ;
    }

    @Override
    protected boolean pull(float[] out, int count, int rateHz, long nowNanos) {
        return said.read(out);
    }

    @Override
    protected boolean hears() {
        return true;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the loop writes
    protected void push(float[] in, int count, int rateHz, long tick, long nowNanos) {
        if (!(in == null ? heard.writeSilence() : heard.write(in, count))) {
            overruns++;
        }
    }
}
