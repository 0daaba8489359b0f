package org.patchbay.sip.internal.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.trunk.KeepAlive.Event;
import org.patchbay.sip.internal.trunk.KeepAlive.Verdict;

class KeepAliveTest {
    private static final long NOW = seconds(1_000);

    private static long seconds(long s) {
        return Duration.ofSeconds(s).toNanos();
    }

    private static KeepAlive asked() {
        KeepAlive.Step step = KeepAlive.of(Duration.ofSeconds(60), NOW).next(Event.TICK, NOW);
        assertTrue(step.ask());
        return step.next();
    }

    private static KeepAlive gone() {
        return asked().next(Event.TICK, NOW + seconds(8)).next();
    }

    @Test
    void itAsksAtOnceAndThenEachInterval() {
        KeepAlive there = asked().next(Event.ANSWERED, NOW + seconds(1)).next();
        assertEquals(Verdict.THERE, there.verdict());
        assertFalse(there.next(Event.TICK, NOW + seconds(60)).ask());
        assertTrue(there.next(Event.TICK, NOW + seconds(61)).ask());
    }

    @Test
    void whoDoesNotAnswerIsGoneAndAskedMoreOften() {
        KeepAlive early = asked().next(Event.TICK, NOW + seconds(7)).next();
        assertEquals(Verdict.UNKNOWN, early.verdict());
        assertEquals(Verdict.GONE, gone().verdict());
        assertEquals(NOW + seconds(8 + 15), gone().wakeAt());
    }

    @Test
    void whoCannotBeReachedIsGoneAtOnce() {
        assertEquals(Verdict.GONE, asked().next(Event.FAILED, NOW).next().verdict());
    }

    @Test
    void theFirstAnswerBringsItBackHoweverLate() {
        assertEquals(Verdict.THERE, gone().next(Event.ANSWERED, NOW + seconds(9)).next().verdict());
    }

    /** The failure of a question that was given up already says nothing new. */
    @Test
    void aLateFailureChangesNothing() {
        KeepAlive there = asked().next(Event.ANSWERED, NOW).next();
        assertEquals(there, there.next(Event.FAILED, NOW + seconds(1)).next());
    }

    @Test
    void withoutIntervalNothingIsAsked() {
        KeepAlive off = KeepAlive.of(Duration.ZERO, NOW);
        assertEquals(Timing.NEVER, off.wakeAt());
        assertFalse(off.next(Event.TICK, NOW + seconds(1_000_000)).ask());
        assertEquals(Verdict.UNKNOWN, off.verdict());
    }

    @Test
    void aShortIntervalIsKeptForWhoIsGone() {
        KeepAlive often = KeepAlive.of(Duration.ofSeconds(10), NOW).next(Event.TICK, NOW).next();
        assertEquals(NOW + seconds(18), often.next(Event.TICK, NOW + seconds(8)).next().wakeAt());
    }
}
