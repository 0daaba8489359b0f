package org.patchbay.media.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TickWheelTest {
    private static final long MS = 1_000_000L;
    private final TickWheel wheel = new TickWheel(0);
    private final Map<Ticker, Integer> ran = new HashMap<>();

    private Ticker ticker() {
        Ticker[] self = new Ticker[1];
        self[0] = (tick, now) -> ran.merge(self[0], 1, Integer::sum);
        return self[0];
    }

    private void runUntil(long now) {
        wheel.skip(now);
        while (wheel.deadlineNanos() <= now) {
            wheel.due().forEach(t -> t.tick(wheel.tickNumber(), now));
            wheel.advance();
        }
    }

    @Test
    void spreadsOverThePeriod() {
        for (int i = 0; i < 40; i++) {
            wheel.add(ticker(), 0);
        }
        for (long at = 1; at <= 20; at++) {
            int before = ran.values().stream().mapToInt(Integer::intValue).sum();
            runUntil(at * MS);
            assertEquals(2, ran.values().stream().mapToInt(Integer::intValue).sum() - before);
        }
    }

    @Test
    void fewTickersLieFarApart() {
        for (int i = 0; i < 4; i++) {
            wheel.add(ticker(), 0);
        }
        long before = wheel.deadlineNanos();
        for (int i = 0; i < 8; i++) {
            runUntil(before);
            assertEquals(5 * MS, wheel.deadlineNanos() - before, "a quarter of the period");
            before = wheel.deadlineNanos();
        }
    }

    @Test
    void whoHasMuchToDoIsLeftAlone() {
        Ticker room = weighing(10);
        wheel.add(room, 0);
        for (int i = 0; i < 2 * 19; i++) {
            wheel.add(weighing(1), 0);
        }
        runUntil(wheel.deadlineNanos());
        while (!wheel.due().contains(room)) {
            assertEquals(2, wheel.due().size());
            runUntil(wheel.deadlineNanos());
        }
        assertEquals(1, wheel.due().size());
    }

    private static Ticker weighing(int weight) {
        return new Ticker() {
            @Override
            public void tick(long tick, long nowNanos) {}

            @Override
            public int weight() {
                return weight;
            }
        };
    }

    @Test
    void deadlinesDoNotDriftHoweverLateTheTicksAre() {
        Ticker t = ticker();
        wheel.add(t, 0);
        long first = wheel.deadlineNanos();
        for (int i = 0; i < 1000; i++) {
            assertEquals(first + i * 20 * MS, wheel.deadlineNanos());
            runUntil(wheel.deadlineNanos() + (i % 7) * MS);
        }
        assertEquals(1000, ran.get(t));
    }

    @Test
    void makesUpForShortStallsAndSkipsLongOnes() {
        Ticker t = ticker();
        wheel.add(t, 0);
        runUntil(wheel.deadlineNanos() + 45 * MS);
        assertEquals(3, ran.get(t), "two late ones and the one that is due");
        runUntil(wheel.deadlineNanos() + 1000 * MS);
        assertEquals(4, ran.get(t), "no burst after a second");
        assertEquals(50, wheel.skipped());
        assertTrue(wheel.deadlineNanos() <= 1100 * MS);
    }

    @Test
    void nothingToDoIsIdle() {
        Ticker t = ticker();
        wheel.add(t, 0);
        wheel.remove(t);
        assertEquals(TickWheel.IDLE, wheel.deadlineNanos());
        wheel.add(t, 500 * MS);
        assertTrue(wheel.deadlineNanos() > 500 * MS, "none in the past");
    }
}
