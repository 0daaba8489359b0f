package org.patchbay.call.records.internal.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.patchbay.call.records.internal.row.Row;

/**
 * What waits for the writer. Who puts waits when it is full; what is not put stays in the hub. The
 * writer is never interrupted: that would close the files of an embedded database.
 */
final class RowQueue {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition news = lock.newCondition();
    // All below is guarded by the lock.
    private final Deque<Row> rows = new ArrayDeque<>();
    private boolean nudged;
    private boolean closed;

    RowQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Rows of one event; after the end nobody takes them any more. */
    void put(List<Row> more) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (rows.size() >= capacity && !closed) {
                notFull.await();
            }
            if (!closed && !more.isEmpty()) {
                rows.addAll(more);
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next rows; none where time ran out, somebody nudged, or it is closed and empty. */
    List<Row> take(int most, long waitMs) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (rows.isEmpty() && !closed && !nudged && left > 0) {
                left = await(left);
            }
            nudged = false;
            List<Row> taken = new ArrayList<>();
            while (!rows.isEmpty() && taken.size() < most) {
                taken.add(rows.remove());
            }
            notFull.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, or until it is closed or somebody nudges. */
    void pause(long waitMs) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (!closed && !nudged && left > 0) {
                left = await(left);
            }
            nudged = false;
        } finally {
            lock.unlock();
        }
    }

    private long await(long nanos) {
        try {
            return news.awaitNanos(nanos);
        } catch (InterruptedException nobodyShould) {
            return nanos;
        }
    }

    /** Whoever waits for rows or for time looks again now. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return rows.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
