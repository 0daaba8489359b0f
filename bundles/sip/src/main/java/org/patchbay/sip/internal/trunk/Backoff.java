package org.patchbay.sip.internal.trunk;

import java.time.Duration;

/**
 * How long who failed waits before trying again (RFC 5626 §4.5): twice as long after each failure
 * in a row, and a random part of it, so that not all come back at once. Pure.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_TOLD = Duration.ofHours(1);

    private Backoff() {}

    /**
     * @param failures in a row, from 1
     * @param fraction random, from 0 to 1
     */
    static Duration after(int failures, double fraction) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 20);
        return someOf(min(FIRST.multipliedBy(1L << doublings), LONGEST), fraction);
    }

    /** Trying soon would not help: wrong credentials, an account that is not there. */
    static Duration afterRefusal(double fraction) {
        return someOf(LONGEST, fraction);
    }

    /** The far side said when; within reason. */
    static Duration told(Duration wanted) {
        return min(wanted, LONGEST_TOLD);
    }

    /** Between half of it and all of it. */
    private static Duration someOf(Duration whole, double fraction) {
        long millis = whole.toMillis();
        return Duration.ofMillis(millis / 2 + (long) (millis / 2 * fraction));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
