package org.patchbay.scripting.internal.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of this bundle: daemons, gone when it stops. */
public final class ScriptThreads {
    private ScriptThreads() {}

    /**
     * Threads called {@code name-N} whose context class loader is the system's, so that a thread
     * that somebody else starts from one of ours does not hold on to this bundle.
     */
    public static ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        };
    }

    /** Where scripts run. */
    public static ExecutorService pool(int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory("script"));
    }

    /** Waits until the threads of a pool that was shut down are gone, but not for ever. */
    public static boolean join(ExecutorService pool, Duration limit) {
        try {
            return pool.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
