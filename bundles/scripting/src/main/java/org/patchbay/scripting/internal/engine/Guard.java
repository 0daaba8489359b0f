package org.patchbay.scripting.internal.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops scripts that compute for too long or allocate too much. A context that was interrupted is
 * as good as before; one that does not react within {@link #PATIENCE} is cancelled and lost.
 *
 * <p>What is asked of a running thread is only what it has allocated, every {@link #LOOK_MS} ms:
 * one step of the interpreter may still allocate a large block between two looks.
 */
public final class Guard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    /** Between two looks at a running script, in milliseconds. */
    static final long LOOK_MS = 25;

    /** A thread that gets no processor is stopped too, after so many times its limit. */
    private static final int WALL_CLOCK_FACTOR = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Looks in a row that may find nothing to look at before they pause. */
    private static final int IDLE_LOOKS = 40;

    private final ScheduledThreadPoolExecutor clock;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService stoppers;
    private final long maxAllocatedBytes;
    private final ThreadMeter meter = ThreadMeter.ofThisVm();

    public Guard(long maxAllocatedBytes) {
        this.maxAllocatedBytes = maxAllocatedBytes;
        clock = new ScheduledThreadPoolExecutor(1, ScriptThreads.factory("script-guard"));
        clock.setRemoveOnCancelPolicy(true);
        stoppers =
                new ThreadPoolExecutor(
                        0,
                        16,
                        1,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        ScriptThreads.factory("script-stop"),
                        new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** Watches the calling thread, which is about to enter {@code context}. */
    Watch watch(Context context, Duration limit) {
        Watch watch = new Watch(context, limit);
        open.add(watch);
        beginLooking();
        return watch;
    }

    /**
     * One round of looks serves all: setting an alarm for each entry would wake a thread for it.
     */
    private void lookAround(int idle) {
        open.forEach(Guard::lookAt);
        int now = open.isEmpty() ? idle + 1 : 0;
        if (now < IDLE_LOOKS) {
            lookAgain(now);
            return;
        }
        looking.set(false);
        if (!open.isEmpty()) {
            beginLooking(); // it came between the two lines above
        }
    }

    private static void lookAt(Watch watch) {
        try {
            watch.look();
        } catch (RuntimeException e) {
            LOG.error("a running script cannot be looked at", e); // the others still can
        }
    }

    private void beginLooking() {
        if (looking.compareAndSet(false, true)) {
            lookAgain(0);
        }
    }

    private void lookAgain(int idle) {
        try {
            clock.schedule(() -> lookAround(idle), LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            looking.set(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        stoppers.shutdown();
        ScriptThreads.join(clock, Duration.ofSeconds(1));
        ScriptThreads.join(stoppers, PATIENCE.plusSeconds(1));
    }

    /** One entry into one context. Closed by the thread that is watched, after it has left. */
    final class Watch implements AutoCloseable {
        private final Context context;
        private final long limitNanos;
        private final long began = System.nanoTime();
        private final long thread = Thread.currentThread().getId();
        private final long allocatedBefore = meter.allocatedBytes(thread);
        private final long cpuBefore = meter.cpuNanos(thread);
        private CountDownLatch stopping;
        private boolean over;
        private volatile ScriptFailure.Kind verdict;
        private volatile boolean lost;

        private Watch(Context context, Duration limit) {
            this.context = context;
            this.limitNanos = limit.toNanos();
        }

        private void look() {
            if (meter.cpuNanos(thread) - cpuBefore >= limitNanos
                    || System.nanoTime() - began >= limitNanos * WALL_CLOCK_FACTOR) {
                stop(ScriptFailure.Kind.TIMEOUT);
            } else if (meter.allocatedBytes(thread) - allocatedBefore > maxAllocatedBytes) {
                stop(ScriptFailure.Kind.MEMORY);
            }
        }

        private void stop(ScriptFailure.Kind why) {
            synchronized (this) {
                if (over || stopping != null) {
                    return;
                }
                stopping = new CountDownLatch(1);
                verdict = why;
            }
            stoppers.execute(this::interrupt);
        }

        private void interrupt() {
            try {
                context.interrupt(PATIENCE);
            } catch (TimeoutException e) {
                lost = true;
                context.close(true);
            } catch (IllegalStateException e) {
                lost = true; // closed by somebody else meanwhile
            } finally {
                stopping.countDown();
            }
        }

        /** Why the script was stopped, null where it was not. */
        ScriptFailure.Kind verdict() {
            return verdict;
        }

        /** The context cannot be used any more. */
        boolean lost() {
            return lost;
        }

        /**
         * Waits for an interrupt that is on its way, which must not hit whoever enters next; it is
         * done as soon as the context is left.
         */
        @Override
        public void close() {
            open.remove(this);
            CountDownLatch pending;
            synchronized (this) {
                over = true;
                pending = stopping;
            }
            if (pending == null) {
                return;
            }
            try {
                Thread.interrupted();
                if (!pending.await(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS)) {
                    lost = true;
                }
            } catch (InterruptedException e) {
                lost = true;
            }
        }
    }

    /** What a thread has used so far. */
    private interface ThreadMeter {
        long allocatedBytes(long threadId);

        /** Processor time; where the VM cannot tell, the clock. */
        long cpuNanos(long threadId);

        private static boolean tellsAllocation(ThreadMXBean threads) {
            try {
                return threads instanceof com.sun.management.ThreadMXBean more
                        && more.isThreadAllocatedMemorySupported();
            } catch (LinkageError e) {
                return false; // a framework may hide that package of the JDK
            }
        }

        static ThreadMeter ofThisVm() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            boolean cpu = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
            boolean bytes = tellsAllocation(threads);
            return new ThreadMeter() {
                @Override
                public long allocatedBytes(long id) {
                    return bytes
                            ? ((com.sun.management.ThreadMXBean) threads)
                                    .getThreadAllocatedBytes(id)
                            : 0;
                }

                @Override
                public long cpuNanos(long id) {
                    return cpu ? threads.getThreadCpuTime(id) : System.nanoTime();
                }
            };
        }
    }
}
