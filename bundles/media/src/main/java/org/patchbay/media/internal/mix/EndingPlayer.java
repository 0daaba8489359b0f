package org.patchbay.media.internal.mix;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.internal.loop.MediaLoop;

/** A member that says something, hears nothing, and ends by itself. */
public abstract class EndingPlayer extends Member implements MediaEngine.Player {
    private final CompletableFuture<Boolean> finished = new CompletableFuture<>();
    private boolean over;

    protected EndingPlayer(String name, MediaLoop home) {
        super(name, home);
    }

    @Override
    public final CompletionStage<Boolean> finished() {
        return finished.minimalCompletionStage();
    }

    @Override
    public final void stop() {
        post(() -> over(false));
    }

    /** Everything was said. On the loop, also in the middle of a tick. */
    protected final void played() {
        if (!over) {
            over = true;
            post(() -> leave(true));
        }
    }

    private void over(boolean complete) {
        if (!over) {
            over = true;
            leave(complete);
        }
    }

    private void leave(boolean complete) {
        end();
        closed();
        finished.complete(complete);
    }

    /** Releases what it plays from. On the loop. */
    protected void closed() {}

    protected final boolean isOver() {
        return over;
    }

    @Override
    protected int neededRateHz() {
        return 0;
    }

    @Override
    protected final boolean hears() {
        return false;
    }

    @Override
    protected final void push(float[] in, int count, int rateHz, long tick, long nowNanos) {}
}
