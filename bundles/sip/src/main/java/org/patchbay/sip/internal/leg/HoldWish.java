package org.patchbay.sip.internal.leg;

import java.util.concurrent.CompletableFuture;

/**
 * Somebody wants the far side to wait, or to wait no more.
 *
 * @param done completes when it does
 */
record HoldWish(boolean held, CompletableFuture<Void> done) {
    void fail(String why) {
        done.completeExceptionally(new IllegalStateException(why));
    }
}
