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
import java.util.function.Supplier;
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
            lanes.add(newLane(i));
            lags.add(new Lag());
        }
    }

    /** Knows which lane it serves. */
    private static final class LaneThread extends Thread {
        private final List<ThreadPoolExecutor> lanes;
        private final int index;

        LaneThread(ThreadGroup group, Runnable task, List<ThreadPoolExecutor> lanes, int index) {
            super(group, task, "sip-call-" + index);
            this.lanes = lanes;
            this.index = index;
        }
    }

    private ThreadPoolExecutor newLane(int index) {
        // the group of whoever posts first is not ours
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        ThreadPoolExecutor lane =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new LaneThread(group, task, lanes, index);
                            thread.setDaemon(true);
                            thread.setPriority(Thread.NORM_PRIORITY); // a media thread may post
                            return thread;
                        });
        // now: whoever posts first would be kept from being unloaded by a thread that he started
        lane.prestartCoreThread();
        return lane;
    }

    private int indexOf(String key) {
        return (key.hashCode() & 0x7fffffff) % lanes.size();
    }

    /** The queue of one key, for stages to come back to. Drops what comes after close. */
    public Executor executor(String key) {
        return task -> post(key, task);
    }

    /** The queue of one key for others to work on; says no after close (RejectedExecution). */
    public Executor lane(String key) {
        int index = indexOf(key);
        return task -> enqueue(index, task);
    }

    /**
     * A key whose queue has the calling thread, where that is one of ours: what belongs together
     * changes threads the less.
     *
     * @param fresh gives another key each time
     */
    public String nearby(Supplier<String> fresh) {
        String key = fresh.get();
        if (Thread.currentThread() instanceof LaneThread here && here.lanes == lanes) {
            // one of as many keys as there are lanes fits: these tries miss once in 3000 times
            for (int tries = 8 * lanes.size(); tries > 0 && indexOf(key) != here.index; tries--) {
                key = fresh.get();
            }
        }
        return key;
    }

    /** Posts our own work: never refused while open. */
    public void post(String key, Runnable task) {
        try {
            enqueue(indexOf(key), task);
        } catch (RejectedExecutionException e) {
            LOG.debug("after close: {}", e.toString());
        }
    }

    private void enqueue(int index, Runnable task) {
        Lag lag = lags.get(index);
        long postedAt = System.nanoTime();
        lag.posted();
        lanes.get(index)
                .execute(
                        () -> {
                            lag.begins(postedAt, System.nanoTime());
                            run(task);
                            lag.ends();
                        });
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

    /** Alarms that are set. */
    public long timers() {
        return alarms.pending();
    }

    public int waiting() {
        return lags.stream().mapToInt(Lag::waiting).sum();
    }

    /** Runs what waits, for the calls of the house hang on it, and joins the threads. */
    @Override
    public void close() {
        alarms.close();
        lanes.forEach(ThreadPoolExecutor::shutdown);
        boolean interrupted = false;
        for (ThreadPoolExecutor lane : lanes) {
            try {
                if (!lane.awaitTermination(2, TimeUnit.SECONDS)) {
                    LOG.warn("a sip-call thread does not stop");
                    lane.shutdownNow();
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
