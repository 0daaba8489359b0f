package org.patchbay.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * A clock that stands still until it is told to move on. What was scheduled runs inside {@link
 * #advance}, in the order of its time, on the thread that advances. Any thread may read it.
 */
public final class ManualClock implements InstantSource {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Instant start;
    private long nanos;
    private long scheduled;

    /** Starts at noon of 1 January 2026, UTC. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T12:00:00Z"));
    }

    public ManualClock(Instant start) {
        this.start = Objects.requireNonNull(start);
    }

    @Override
    public synchronized Instant instant() {
        return start.plusNanos(nanos);
    }

    /** Nanoseconds since this clock was made, as {@link System#nanoTime} counts them. */
    public synchronized long nanos() {
        return nanos;
    }

    /** Lets {@code task} run when that much time has passed; close the result to forget it. */
    public synchronized Scheduled schedule(Duration delay, Runnable task) {
        Task t = new Task(nanos + Math.max(0, delay.toNanos()), scheduled++, task);
        tasks.add(t);
        return () -> forget(t);
    }

    private synchronized void forget(Task task) {
        tasks.remove(task);
    }

    /** Tasks that wait for their time: a test of timers that nobody forgot ends with 0. */
    public synchronized int waiting() {
        return tasks.size();
    }

    /** Moves on, and runs what is due on the way, each at its own time. */
    public void advance(Duration duration) {
        long until;
        synchronized (this) {
            until = nanos + duration.toNanos();
        }
        for (Task t = due(until); t != null; t = due(until)) {
            t.work().run();
        }
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    private synchronized Task due(long until) {
        Task t = tasks.peek();
        if (t == null || t.atNanos() > until) {
            nanos = Math.max(nanos, until);
            return null;
        }
        nanos = Math.max(nanos, t.atNanos());
        return tasks.remove();
    }

    /** Something that waits for its time. */
    @FunctionalInterface
    public interface Scheduled extends AutoCloseable {
        @Override
        void close();
    }

    private record Task(long atNanos, long order, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
