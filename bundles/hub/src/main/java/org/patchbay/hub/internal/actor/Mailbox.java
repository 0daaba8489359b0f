package org.patchbay.hub.internal.actor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that run one after the other, in the order in which they were posted, on whatever thread an
 * executor has for them. So what they touch needs no lock.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    /** Tasks in one go, so that one busy call does not keep a thread for itself. */
    private static final int BATCH = 64;

    private final Executor pool;
    private volatile Executor lane;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Runnable drain = this::drain;

    Mailbox(Executor pool) {
        this(pool, pool);
    }

    /**
     * @param lane where tasks run for as long as it takes them
     * @param pool where they run afterwards
     */
    Mailbox(Executor lane, Executor pool) {
        this.lane = lane;
        this.pool = pool;
    }

    void post(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            schedule();
        }
    }

    int waiting() {
        return waiting.get();
    }

    private void schedule() {
        try {
            lane.execute(drain);
        } catch (RejectedExecutionException laneHasEnded) {
            lane = pool;
            scheduleOnPool();
        }
    }

    private void scheduleOnPool() {
        try {
            pool.execute(drain);
        } catch (RejectedExecutionException houseIsClosed) {
            tasks.clear();
        }
    }

    private void drain() {
        for (int done = 1; ; done++) {
            run(tasks.remove());
            if (waiting.decrementAndGet() == 0) {
                return;
            }
            if (done == BATCH) {
                schedule();
                return;
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Whatever it is: if this thread ended here, the mailbox would never be drained again.
            LOG.error("a task of a mailbox failed", e);
        }
    }
}
