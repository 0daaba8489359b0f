package org.patchbay.sip.internal.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.sip.internal.queue.Alarms.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serial queues keyed by Call-ID: what is posted with one key runs in order and never at the same
 * time, with timers on the same thread. A fixed number of threads shares all keys. A task that
 * throws is logged and ends nothing else.
 */
public final class CallQueues implements AutoCloseable {
    /** Network messages beyond that many waiting ones are refused: better late than never fails. */
    private static final int MOST_WAITING = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(CallQueues.class);
    private final List<ThreadPoolExecutor> lanes = new ArrayList<>();
    private final List<Lag> lags = new ArrayList<>();
    private final Alarms alarms = new Alarms("sip-alarms");
    private final AtomicLong failures = new AtomicLong();

    public CallQueues(int threads) {
        for (int i = 0; i < threads; i++) {
            lanes.add(lane("sip-call-" + i));
            lags.add(new Lag());
        }
    }

    private static ThreadPoolExecutor lane(String name) {
        // the group of whoever posts first is not ours
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(group, task, name);
                    thread.setDaemon(true);
                    thread.setPriority(Thread.NORM_PRIORITY); // a media thread may post
                    return thread;
                });
    }

    private int indexOf(String key) {
        return (key.hashCode() & 0x7fffffff) % lanes.size();
    }

    /** The queue of one key, for stages to come back to. Drops what comes after close. */
    public Executor executor(String key) {
        return task -> post(key, task);
    }

    /** Posts our own work: never refused while open. */
    public void post(String key, Runnable task) {
        int index = indexOf(key);
        Lag lag = lags.get(index);
        long postedAt = System.nanoTime();
        lag.posted();
        try {
            lanes.get(index)
                    .execute(
                            () -> {
                                lag.begins(postedAt, System.nanoTime());
                                run(task);
                                lag.ends();
                            });
        } catch (RejectedExecutionException e) {
            LOG.debug("after close: {}", e.toString());
        }
    }

    /** Posts work from the network; false where the queue is too long. */
    public boolean offer(String key, Runnable task) {
        if (lags.get(indexOf(key)).waiting() > MOST_WAITING) {
            return false;
        }
        post(key, task);
        return true;
    }

    /** Runs the task on the key's queue after that time, unless it is cancelled there before. */
    public Alarm later(String key, Duration delay, Runnable task) {
        Due due = new Due(task);
        try {
            Alarm alarm = alarms.set(delay.toNanos(), TimeUnit.NANOSECONDS, () -> post(key, due));
            return () -> {
                due.task = null; // it may be waiting in the queue already
                alarm.cancel();
            };
        } catch (IllegalStateException e) {
            LOG.debug("after close: {}", e.toString());
            return () -> {};
        }
    }

    /** What an alarm posts, until somebody takes the task away. On the queue of its key. */
    private static final class Due implements Runnable {
        private volatile Runnable task;

        Due(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            Runnable wanted = task;
            if (wanted != null) {
                wanted.run();
            }
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // one bad message must never end the thread of others
            failures.incrementAndGet();
            LOG.error("a SIP task failed", e);
        }
    }

    /** How long what is posted waits at present, in the slowest lane; nanoseconds. */
    public long lagNanos() {
        long now = System.nanoTime();
        long longest = 0;
        for (Lag lag : lags) {
            longest = Math.max(longest, lag.nanos(now));
        }
        return longest;
    }

    /** Tasks that threw. */
    public long failures() {
        return failures.get();
    }

    public int waiting() {
        return lags.stream().mapToInt(Lag::waiting).sum();
    }

    /** Drops what waits and joins the threads. */
    @Override
    public void close() {
        alarms.close();
        lanes.forEach(ThreadPoolExecutor::shutdownNow);
        boolean interrupted = false;
        for (ThreadPoolExecutor lane : lanes) {
            try {
                if (!lane.awaitTermination(2, TimeUnit.SECONDS)) {
                    LOG.warn("a sip-call thread does not stop");
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
