package org.patchbay.directory.file.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final long MS = 1_000_000;
    private static final Fingerprint OLD = new Fingerprint(10, 1, "a");
    private static final Fingerprint HALF = new Fingerprint(5, 2, "a");
    private static final Fingerprint WHOLE = new Fingerprint(20, 3, "a");

    @Test
    void aFileThatRestsIsReadOnce() {
        Settling.Step step = Settling.on(OLD, 0).look(WHOLE, 0);
        assertEquals(200 * MS, step.waitNanos());
        step = step.next().look(WHOLE, 150 * MS);
        assertEquals(50 * MS, step.waitNanos());
        step = step.next().look(WHOLE, 200 * MS);
        assertTrue(step.read());
        assertEquals(Settling.SLOW_POLL_NANOS, step.next().look(WHOLE, 201 * MS).waitNanos());
    }

    @Test
    void aHalfWrittenFileIsNotRead() {
        Settling.Step step = Settling.on(OLD, 0).look(HALF, 0);
        for (int ms = 100; ms < 2000; ms += 100) {
            step = step.next().look(new Fingerprint(ms, ms, "a"), ms * MS);
            assertFalse(step.read());
        }
    }

    @Test
    void backToWhatWasReadIsNoChange() {
        Settling.Step step = Settling.on(OLD, 0).look(HALF, 0);
        step = step.next().look(OLD, 100 * MS);
        step = step.next().look(OLD, 400 * MS);
        assertEquals(Settling.SLOW_POLL_NANOS, step.waitNanos());
    }

    @Test
    void anotherFileOfTheSameSizeAndTimeIsAChange() {
        assertFalse(OLD.equals(new Fingerprint(10, 1, "b")));
    }
}
