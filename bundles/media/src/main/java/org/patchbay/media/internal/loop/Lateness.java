package org.patchbay.media.internal.loop;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.patchbay.media.api.MediaEngineSnapshot;

/**
 * How late ticks began, as a histogram of 16 buckets for each power of two of microseconds, from
 * the loop's beginning on: it only grows, so that the difference of two readings is what happened
 * between them. Written by the loop, which does not allocate for it; read anywhere.
 */
final class Lateness {
    private static final int BUCKETS = 400;
    private static final int SLICES = 6;
    private static final long SLICE_NANOS = 10_000_000_000L;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /** The counts as they were at the end of each of the last slices of time; the loop's own. */
    private final long[][] before = new long[SLICES][BUCKETS];

    private int oldest;
    private long sliceEnd;
    private boolean begun;

    private volatile long p50Us;
    private volatile long p99Us;
    private volatile long maxUs;

    void record(long lateNanos) {
        add(Math.max(0, lateNanos / 1000), 1);
    }

    /** Whole periods were left out: their ticks never came, and are as late as they were then. */
    void skipped(long lateNanos, long periods, long periodNanos, int ticks) {
        for (long i = 0; i < periods; i++) {
            add(Math.max(0, (lateNanos - i * periodNanos) / 1000), ticks);
        }
    }

    private void add(long us, int ticks) {
        int bucket = bucket(us);
        // One writer: nothing can come between.
        counts.lazySet(bucket, counts.getPlain(bucket) + ticks);
    }

    /** Computes what others read of the last minute; at most once a second. */
    void publish(long nowNanos) {
        p50Us = recentUs(0.5);
        p99Us = recentUs(0.99);
        maxUs = recentUs(1);
        if (!begun) {
            begun = true;
            sliceEnd = nowNanos + SLICE_NANOS;
        } else if (nowNanos - sliceEnd >= 0) {
            sliceEnd = nowNanos + SLICE_NANOS;
            for (int i = 0; i < BUCKETS; i++) {
                before[oldest][i] = counts.getPlain(i);
            }
            oldest = (oldest + 1) % SLICES;
        }
    }

    private long recentUs(double share) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.getPlain(i) - before[oldest][i];
        }
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += counts.getPlain(i) - before[oldest][i];
            if (seen >= wanted) {
                return upperUs(i);
            }
        }
        return 0;
    }

    /** Any thread. */
    MediaEngineSnapshot.Lateness snapshot() {
        SortedMap<Long, Long> ticks = new TreeMap<>();
        for (int i = 0; i < BUCKETS; i++) {
            long count = counts.get(i);
            if (count > 0) {
                ticks.put(upperUs(i), count);
            }
        }
        return new MediaEngineSnapshot.Lateness(p50Us, p99Us, maxUs, ticks);
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
