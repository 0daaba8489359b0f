package org.patchbay.media.internal.jitter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayEstimatorTest {
    private static final long MS = 1_000_000;
    private final DelayEstimator estimator = new DelayEstimator(8000);
    private int sent;

    /** A packet sent at its time that was so long on its way. */
    private void packet(double transitMs) {
        long at = sent * 20 * MS;
        estimator.arrived(0xFFFF_FF00 + sent * 160, at + (long) (transitMs * MS));
        sent++;
    }

    private double highMs() {
        // The first timestamp was sent at 0.
        return (estimator.highNanos() - estimator.transitNanos(0xFFFF_FF00, 0)) / 1e6;
    }

    @Test
    void aSteadyNetworkHasOneTransit() {
        for (int i = 0; i < 1000; i++) {
            packet(30);
        }
        assertEquals(30, highMs(), 1.01);
    }

    @Test
    void ofManyOneInAHundredIsLeftOut() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            packet(i % 200 == 7 ? 300 : 30 + random.nextDouble() * 40);
        }
        assertEquals(70, highMs(), 1.5);
    }

    @Test
    void atFirstTheSlowestCounts() {
        packet(30);
        packet(80);
        packet(30);
        assertEquals(80, highMs(), 1.01);
    }

    @Test
    void itFollowsUpAtOnceAndDownInTenSeconds() {
        for (int i = 0; i < 600; i++) {
            packet(30);
        }
        for (int i = 0; i < 10; i++) {
            packet(90);
        }
        assertEquals(90, highMs(), 1.01);
        for (int i = 0; i < 520; i++) {
            packet(30);
        }
        assertEquals(30, highMs(), 1.01);
    }

    @Test
    void driftMovesItThroughTheWholeRange() {
        for (int i = 0; i < 200_000; i++) {
            packet(30 + i * 0.02);
        }
        assertEquals(30 + 200_000 * 0.02, highMs(), 2);
        for (int i = 0; i < 200_000; i++) {
            packet(4030 - i * 0.02);
        }
        assertEquals(30 + 512 * 0.02, highMs(), 2);
    }

    @Test
    void aClockThatJumpsBeginsAnew() {
        for (int i = 0; i < 600; i++) {
            packet(30);
        }
        packet(5000);
        assertEquals(5000, highMs(), 1.01);
        packet(-4000);
        assertEquals(-4000, highMs(), 1.01);
    }

    @Test
    void theWaitIsBounded() {
        for (int i = 0; i < 1000; i++) {
            packet(i % 2 == 0 ? 10 : 900);
        }
        assertTrue(highMs() < 415, "" + highMs());
    }

    @Test
    void aNetworkThatWasStuckOnceIsNotSlowerAfterwards() {
        for (int i = 0; i < 300; i++) {
            packet(30);
        }
        for (int i = 0; i < 14; i++) {
            packet(310 - i * 20);
        }
        assertEquals(30, highMs(), 1.01);
        // But one that is stuck every second is.
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 5; i++) {
                packet(130 - i * 20);
            }
            for (int i = 0; i < 45; i++) {
                packet(30);
            }
        }
        assertEquals(130, highMs(), 1.01);
    }
}
