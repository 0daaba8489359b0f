package org.patchbay.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until an assertion holds, for tests in which other threads or processes do the work. Where
 * time is a parameter use {@link ManualClock} instead.
 */
public final class Eventually {
    /** The limit where none is given. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /** Something that throws as long as it does not hold. */
    @FunctionalInterface
    public interface Assertion {
        void check() throws Exception;
    }

    /** Tries {@code assertion} until it passes; after {@link #LIMIT} its last failure is thrown. */
    public static void holds(Assertion assertion) {
        holds(LIMIT, assertion);
    }

    /** Tries {@code assertion} until it passes; after {@code limit} its last failure is thrown. */
    public static void holds(Duration limit, Assertion assertion) {
        holds(limit, PAUSE, assertion);
    }

    /** Tries no more often than that: for whoever comes to nothing while it is asked. */
    public static void holds(Duration limit, Duration pause, Assertion assertion) {
        value(
                limit,
                pause,
                () -> {
                    assertion.check();
                    return null;
                });
    }

    /** Tries until {@code source} gives a value without throwing, and returns it. */
    public static <T> T value(Duration limit, Callable<T> source) {
        return value(limit, PAUSE, source);
    }

    private static <T> T value(Duration limit, Duration pause, Callable<T> source) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return source.call();
            } catch (Exception | AssertionError failure) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "not within " + limit.toMillis() + " ms: " + failure.getMessage(),
                            failure);
                }
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting");
            }
        }
    }
}
