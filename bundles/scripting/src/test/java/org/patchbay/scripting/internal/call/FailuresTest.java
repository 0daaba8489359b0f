package org.patchbay.scripting.internal.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.ScriptCatalog.Failure;

class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private final Failures failures = new Failures("routing/office.mjs");

    private Optional<HouseEvent.ScriptFailed> after(long ms, int version) {
        return failures.add(version, "it broke", NOW.plusMillis(ms));
    }

    private static Optional<HouseEvent.ScriptFailed> told(int version, long failures) {
        return Optional.of(
                new HouseEvent.ScriptFailed("routing/office.mjs", version, "it broke", failures));
    }

    @Test
    void theLastOneIsKeptAndAllAreCounted() {
        assertEquals(Optional.empty(), failures.last());
        after(0, 1);
        failures.add(2, "again", NOW.plusMillis(1));
        assertEquals(Optional.of(new Failure(NOW.plusMillis(1), 2, "again", 2)), failures.last());
    }

    @Test
    void aThousandASecondAreToldOnceASecond() {
        long events = 0;
        for (int ms = 0; ms < 3000; ms++) {
            events += after(ms, 1).isPresent() ? 1 : 0;
        }
        assertEquals(3, events);
        assertEquals(told(1, 3001), after(3000, 1));
        assertEquals(Optional.empty(), after(3999, 1));
        assertEquals(told(1, 3003), after(4000, 1));
    }

    @Test
    void aNewerVersionIsToldAtOnceAndCallsOfTheOldOneAreNotTwice() {
        assertEquals(told(1, 1), after(0, 1));
        assertEquals(told(2, 2), after(1, 2));
        assertEquals(Optional.empty(), after(2, 1));
        assertEquals(Optional.empty(), after(3, 2));
        assertEquals(told(1, 5), after(1001, 1));
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyQuiet() {
        after(0, 1);
        assertEquals(told(1, 2), after(-3_600_000, 1));
    }

    @Test
    void theTextIsOneLineAndBounded() {
        String text = "a\nb\u001b[31m" + "x".repeat(Failures.MOST_TEXT - 11) + "😀😀😀";
        HouseEvent.ScriptFailed event = failures.add(1, text, NOW).orElseThrow();
        assertTrue(event.text().length() <= Failures.MOST_TEXT, event.text());
        assertTrue(event.text().startsWith("a b [31mxx"), event.text());
        assertFalse(event.text().chars().anyMatch(Character::isISOControl));
        assertTrue(event.text().endsWith("…"), event.text());
        assertTrue(
                event.text()
                        .codePoints()
                        .noneMatch(c -> Character.getType(c) == Character.SURROGATE),
                "cut within a character");
    }
}
