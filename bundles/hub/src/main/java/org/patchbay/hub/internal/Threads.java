package org.patchbay.hub.internal;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.hub.internal.route.Timers;

/**
 * The threads of the hub. All are started at once: a thread that is started later keeps whoever was
 * on the stack then from being unloaded, and that may be a bundle that is to be replaced.
 */
final class Threads implements Timers {
    /** Apps that may block at once without holding up others. */
    private static final int FOR_APPS = 16;

    private static final int MAX_WAITING_FOR_APPS = 10_000;

    private final Queue<Thread> all = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor calls;
    private final ThreadPoolExecutor apps;
    private final ScheduledThreadPoolExecutor timer;

    Threads() {
        int forCalls = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        calls = pool(forCalls, "call-", new LinkedBlockingQueue<>());
        apps = pool(FOR_APPS, "call-app-", new ArrayBlockingQueue<>(MAX_WAITING_FOR_APPS));
        timer = new ScheduledThreadPoolExecutor(1, named("call-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartAllCoreThreads();
    }

    private ThreadPoolExecutor pool(int size, String name, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, queue, named(name));
        pool.prestartAllCoreThreads();
        return pool;
    }

    private ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Threads.class.getClassLoader());
            all.add(thread);
            return thread;
        };
    }

    Executor calls() {
        return calls;
    }

    Executor apps() {
        return apps;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        try {
            Future<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException houseIsClosed) {
            return () -> {};
        }
    }

    void close(Duration patience) throws InterruptedException {
        timer.shutdownNow();
        apps.shutdownNow();
        calls.shutdown();
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : all) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }
}
