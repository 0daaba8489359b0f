package org.patchbay.sip.internal.leg;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Turns host names into addresses, off the threads that must not wait. */
public final class NameResolver implements AutoCloseable {
    private final ExecutorService blocking;

    public NameResolver() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        2,
                        2,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(1000),
                        task -> {
                            Thread thread = new Thread(group, task, "blocking-sip-names");
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        blocking = pool;
    }

    /** The address; at once where the name is one already. */
    public CompletionStage<String> resolve(String host) {
        if (Contacts.isAddress(host)) {
            return CompletableFuture.completedFuture(host);
        }
        CompletableFuture<String> found = new CompletableFuture<>();
        try {
            blocking.execute(() -> lookUp(host, found));
        } catch (RejectedExecutionException e) {
            found.completeExceptionally(e);
        }
        return found;
    }

    private static void lookUp(String host, CompletableFuture<String> found) {
        try {
            found.complete(InetAddress.getByName(host).getHostAddress());
        } catch (UnknownHostException | RuntimeException e) {
            found.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        blocking.shutdownNow();
        try {
            blocking.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
