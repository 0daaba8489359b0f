package org.patchbay.sip.internal.queue;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long what is posted to one thread waits there. Written by that thread, read by any; time in
 * nanoseconds.
 */
final class Lag {
    /** A wait that was seen longer ago says nothing of now. */
    private static final long FRESH_NANOS = 500_000_000L;

    private static final long IDLE = Long.MIN_VALUE;

    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long waited;
    private volatile long seenAt = IDLE;
    private volatile long runsSince = IDLE;

    /** By whoever posts, before it does. */
    void posted() {
        waiting.incrementAndGet();
    }

    void begins(long postedAt, long now) {
        waiting.decrementAndGet();
        waited = now - postedAt;
        seenAt = now;
        runsSince = now;
    }

    void ends() {
        runsSince = IDLE;
    }

    /** How much was posted and has not begun. Timers that are not due are no part of it. */
    int waiting() {
        return waiting.get();
    }

    /** What was waited last, or for how long already the running task keeps the others waiting. */
    long nanos(long now) {
        long since = runsSince;
        long running = since == IDLE ? 0 : now - since;
        long at = seenAt;
        boolean fresh = at != IDLE && now - at < FRESH_NANOS;
        return Math.max(running, fresh ? waited : 0);
    }
}
