package org.patchbay.media.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.MediaEngineSnapshot;

class LatenessTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private final Lateness lateness = new Lateness();
    private long now;

    /** So many ticks a second, each so late. */
    private void run(int seconds, int ticks, long lateNanos) {
        for (int s = 0; s < seconds; s++) {
            for (int i = 0; i < ticks; i++) {
                lateness.record(lateNanos);
            }
            now += SECOND;
            lateness.publish(now);
        }
    }

    @Test
    void whatWasRecordedIsFoundAgain() {
        for (int i = 0; i < 985; i++) {
            lateness.record(200_000);
        }
        for (int i = 0; i < 15; i++) {
            lateness.record(9_000_000);
        }
        lateness.publish(1);
        MediaEngineSnapshot.Lateness seen = lateness.snapshot();
        assertEquals(200, seen.p50Us(), 13);
        assertEquals(9000, seen.p99Us(), 600);
        assertEquals(9000, seen.maxUs(), 600);
        assertEquals(1000, seen.tickCount());
        assertEquals(2, seen.ticks().size());
        for (long us = 0; us < 10_000_000; us = us * 2 + 1) {
            assertTrue(Lateness.upperUs(Lateness.bucket(us)) >= us, "bucket of " + us);
        }
    }

    @Test
    void figuresAreOfTheLastMinuteAndCountsOfAllTime() {
        run(5, 100, 40 * MS);
        assertEquals(40_000, lateness.snapshot().p50Us(), 2500);
        run(40, 100, 1 * MS);
        assertEquals(1000, lateness.snapshot().p50Us(), 63);
        assertEquals(40_000, lateness.snapshot().p99Us(), 2500);
        run(40, 100, 1 * MS);
        assertEquals(1000, lateness.snapshot().maxUs(), 63);
        assertEquals(8500, lateness.snapshot().tickCount());
        run(61, 100, 9 * MS);
        assertEquals(9000, lateness.snapshot().p50Us(), 500);
        assertEquals(14_600, lateness.snapshot().tickCount());
        assertEquals(500, lateness.snapshot().ticks().get(lateness.snapshot().ticks().lastKey()));
    }

    @Test
    void theDifferenceOfTwoReadingsIsWhatHappenedBetween() {
        run(10, 50, 2 * MS);
        var before = lateness.snapshot().ticks();
        run(3, 50, 7 * MS);
        var after = lateness.snapshot().ticks();
        long grown = 0;
        for (var entry : after.entrySet()) {
            long more = entry.getValue() - before.getOrDefault(entry.getKey(), 0L);
            assertTrue(more >= 0);
            grown += more;
            assertTrue(more == 0 || Math.abs(entry.getKey() - 7000) < 500, entry.toString());
        }
        assertEquals(150, grown);
    }

    /** A second in which nothing ran is not as if its ticks had never been due. */
    @Test
    void ticksThatWereLeftOutAfterAStallAreLateOnes() {
        long[] time = {0};
        MediaLoop loop = MediaLoop.driven("media-0", () -> time[0]);
        loop.addTicker((tick, nanos) -> {});
        loop.addTicker((tick, nanos) -> {});
        for (int i = 0; i < 1000; i++) {
            time[0] += MS;
            loop.turn();
        }
        assertEquals(100, loop.lateness().tickCount(), 2);
        assertTrue(loop.lateness().ticks().lastKey() < 1000, loop.lateness()::toString);
        time[0] += 1000 * MS;
        loop.turn();
        assertEquals(200, loop.lateness().tickCount(), 4);
        var late = loop.lateness().ticks().tailMap(100_000L);
        assertEquals(90, late.values().stream().mapToLong(Long::longValue).sum(), 4);
        assertEquals(1_000_000, loop.lateness().ticks().lastKey(), 63_000);
    }

    @Test
    void recordingAllocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(100, 100, MS);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(100, 100, 3 * MS);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < 500, least + " bytes");
    }
}
