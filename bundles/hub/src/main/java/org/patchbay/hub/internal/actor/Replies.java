package org.patchbay.hub.internal.actor;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The stages of verbs that are under way, by ticket. What hangs on them is code of apps, so they
 * complete on a thread for apps.
 */
final class Replies {
    private final Executor threads;
    private final AtomicLong tickets = new AtomicLong();
    private final Map<Long, CompletableFuture<Object>> open = new ConcurrentHashMap<>();

    Replies(Executor threads) {
        this.threads = threads;
    }

    /** A new ticket, its stage given to {@code stage} before anybody can reply. */
    long open(CompletableFuture<Object> stage) {
        long ticket = tickets.incrementAndGet();
        open.put(ticket, stage);
        return ticket;
    }

    void done(long ticket, Object value) {
        settle(ticket, stage -> stage.complete(value));
    }

    void failed(long ticket, RuntimeException failure) {
        settle(ticket, stage -> stage.completeExceptionally(failure));
    }

    void failAll(RuntimeException failure) {
        open.keySet().forEach(ticket -> failed(ticket, failure));
    }

    private void settle(long ticket, Consumer<CompletableFuture<Object>> how) {
        CompletableFuture<Object> stage = open.remove(ticket);
        if (stage == null) {
            return;
        }
        try {
            threads.execute(() -> how.accept(stage));
        } catch (RejectedExecutionException busyOrClosed) {
            how.accept(stage);
        }
    }
}
