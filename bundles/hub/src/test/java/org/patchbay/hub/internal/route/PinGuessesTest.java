package org.patchbay.hub.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AccessLock;

class PinGuessesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PinGuesses guesses = new PinGuesses();
    private Instant now = Instant.EPOCH;

    private Optional<Duration> wrong() {
        return guesses.wrong("trunk:acme", "7000", now);
    }

    private boolean may() {
        return guesses.mayTry("trunk:acme", "7000", now);
    }

    private void useUpFreeOnes() {
        for (int i = 1; i < PinGuesses.FREE; i++) {
            assertEquals(Optional.empty(), wrong());
            assertTrue(may());
        }
    }

    @Test
    void theWaitDoublesUpToAnHour() {
        useUpFreeOnes();
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertEquals(Optional.of(MINUTE.multipliedBy(minutes)), wrong());
            now = now.plus(MINUTE.multipliedBy(minutes)).minusMillis(1);
            assertFalse(may());
            now = now.plusMillis(1);
            assertTrue(may());
        }
    }

    @Test
    void whoKnowsItDoesNotGiveFreeTriesToWhoGuessesBeside() {
        useUpFreeOnes();
        guesses.right("trunk:acme", "7000");
        assertEquals(Optional.of(MINUTE), wrong());
        now = now.plus(MINUTE);
        guesses.right("trunk:acme", "7000");
        assertEquals(Optional.of(MINUTE), wrong(), "but not longer");
    }

    @Test
    void otherWaysAndOtherRoomsAreOpen() {
        useUpFreeOnes();
        wrong();
        assertTrue(guesses.mayTry("device:1001", "7000", now));
        assertTrue(guesses.mayTry("trunk:acme", "7001", now));
        guesses.right("device:1001", "7000");
        assertFalse(may());
    }

    @Test
    void locksAreListedAndOpened() {
        useUpFreeOnes();
        assertEquals(List.of(), guesses.locks(now));
        wrong();
        AccessLock lock = new AccessLock("trunk:acme", "room:7000", 6, now.plus(MINUTE));
        assertEquals(List.of(lock), guesses.locks(now));
        assertEquals(0, guesses.release("trunk:other", now));
        assertEquals(1, guesses.release("room:7000", now));
        assertTrue(may());
        assertEquals(List.of(), guesses.locks(now));
        wrong();
        assertFalse(may());
        assertEquals(1, guesses.release("trunk:acme", now));
        assertTrue(may());
        assertEquals(0, guesses.release("trunk:acme", now), "nothing is locked any more");
    }

    @Test
    void whatWasADayAgoIsForgotten() {
        useUpFreeOnes();
        now = now.plus(Duration.ofDays(1)).plusMillis(1);
        useUpFreeOnes();
    }
}
