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
        post(this::stopHere);
    }

    /** Stops at once; who would click by that says a little more first. On the loop. */
    protected void stopHere() {
        if (!over) {
            over = true;
            leave(false);
        }
    }

    /**
     * Nothing more will be said. On the loop, also in the middle of a tick.
     *
     * @param whole everything was said
     */
    protected final void played(boolean whole) {
        if (!over) {
            over = true;
            post(() -> leave(whole));
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
