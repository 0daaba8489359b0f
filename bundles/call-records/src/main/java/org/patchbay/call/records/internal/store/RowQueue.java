package org.patchbay.call.records.internal.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.patchbay.call.records.internal.row.Row;

/**
 * What waits for the writer. Who puts waits when it is full; what is not put stays in the hub. The
 * writer is never interrupted: that would close the files of an embedded database.
 */
final class RowQueue {
    private final int capacity;
    private final long beginningsMs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition news = lock.newCondition();
    // All below is guarded by the lock.
    private final Deque<Row> rows = new ArrayDeque<>();
    private int ends;
    private boolean nudged;
    private boolean closed;

    /**
     * @param beginningsMs how long what is no end waits for one
     */
    RowQueue(int capacity, long beginningsMs) {
        this.capacity = capacity;
        this.beginningsMs = beginningsMs;
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
                ends += (int) more.stream().filter(Row::isLast).count();
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next rows; none where time ran out, somebody nudged, or it is closed and empty. The end
     * of a call is not waited with; what else there is waits for one, but not for ever.
     */
    List<Row> take(int most, long waitMs) {
        lock.lock();
        try {
            await(waitMs, () -> !rows.isEmpty());
            if (!rows.isEmpty()) {
                await(beginningsMs, () -> ends > 0 || rows.size() >= most);
            }
            nudged = false;
            List<Row> taken = new ArrayList<>();
            while (!rows.isEmpty() && taken.size() < most) {
                Row row = rows.remove();
                ends -= row.isLast() ? 1 : 0;
                taken.add(row);
            }
            notFull.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets more come for that long, or until there is enough. */
    void gather(int enough, long waitMs) {
        lock.lock();
        try {
            await(waitMs, () -> rows.size() >= enough);
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, or until it is closed or somebody nudges. */
    void pause(long waitMs) {
        lock.lock();
        try {
            await(waitMs, () -> false);
            nudged = false;
        } finally {
            lock.unlock();
        }
    }

    private void await(long waitMs, BooleanSupplier enough) {
        long left = TimeUnit.MILLISECONDS.toNanos(waitMs);
        while (!enough.getAsBoolean() && !closed && !nudged && left > 0) {
            left = await(left);
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
