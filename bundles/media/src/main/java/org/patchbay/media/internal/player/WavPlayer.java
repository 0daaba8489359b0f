package org.patchbay.media.internal.player;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.EndingPlayer;

/** Plays a WAV file, which another thread reads ahead. */
public final class WavPlayer extends EndingPlayer {
    private final WavSource source;
    private final Executor blocking;
    private final AtomicBoolean filling = new AtomicBoolean();
    private final Runnable fill = this::fill;

    /**
     * @param blocking where the file is read
     * @throws IllegalArgumentException where the file is missing or of another kind, naming it
     */
    public WavPlayer(String name, MediaLoop home, Path file, Executor blocking) {
        super(name, home);
        this.blocking = blocking;
        this.source = new WavSource(file);
        refill();
    }

    private void refill() {
        if (filling.compareAndSet(false, true)) {
            try {
                blocking.execute(fill);
            } catch (RejectedExecutionException e) {
                filling.set(false);
            }
        }
    }

    private void fill() {
        source.fill();
        filling.set(false);
    }

    @Override
    protected int sourceRateHz(int mixRateHz) {
        return source.rateHz();
    }

    @Override
    protected boolean pull(float[] out, int count, int rateHz, long nowNanos) {
        if (isOver()) {
            return false;
        }
        if (source.exhausted()) {
            played(true);
            return false;
        }
        if (source.thirsty()) {
            refill();
        }
        int got = source.read(out, count);
        java.util.Arrays.fill(out, got, count, 0);
        return got > 0;
    }

    @Override
    protected void closed() {
        blockingClose();
    }

    /** Closing may wait for a read that is going on: not on the loop. */
    private void blockingClose() {
        try {
            blocking.execute(source::close);
        } catch (RejectedExecutionException e) {
            source.close();
        }
    }
}
