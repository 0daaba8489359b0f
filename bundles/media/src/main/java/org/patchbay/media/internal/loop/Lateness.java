package org.patchbay.media.internal.loop;

/**
 * How late ticks began, as a histogram of 16 buckets for each power of two of microseconds; covers
 * the last ten to twenty seconds. Written by the loop, its percentile is read anywhere.
 */
final class Lateness {
    private static final int BUCKETS = 400;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private int[] current = new int[BUCKETS];
    private int[] previous = new int[BUCKETS];
    private long windowEnd;
    private volatile long p99Us;

    void record(long lateNanos, long nowNanos) {
        long us = Math.max(0, lateNanos / 1000);
        current[bucket(us)]++;
        if (nowNanos - windowEnd > 0) {
            int[] oldest = previous;
            previous = current;
            current = oldest;
            java.util.Arrays.fill(current, 0);
            windowEnd = nowNanos + WINDOW_NANOS;
        }
    }

    /** Computes the figure that others read; at most once a second. */
    void publish() {
        p99Us = percentileUs(0.99);
    }

    long p99Us() {
        return p99Us;
    }

    long percentileUs(double share) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += current[i] + previous[i];
        }
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += current[i] + previous[i];
            if (seen >= wanted) {
                return upperUs(i);
            }
        }
        return 0;
    }

    static int bucket(long us) {
        if (us < 16) {
            return (int) us;
        }
        int power = 63 - Long.numberOfLeadingZeros(us);
        int sixteenth = (int) (us >> power - 4) & 15;
        return Math.min(BUCKETS - 1, (power - 3) * 16 + sixteenth);
    }

    /** The largest value that falls into that bucket. */
    static long upperUs(int bucket) {
        if (bucket < 16) {
            return bucket;
        }
        int power = bucket / 16 + 3;
        long sixteenth = bucket % 16;
        return (16 + sixteenth + 1 << power - 4) - 1;
    }
}
