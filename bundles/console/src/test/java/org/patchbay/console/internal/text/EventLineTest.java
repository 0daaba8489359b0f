package org.patchbay.console.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;

class EventLineTest {
    private final EventLine lines = new EventLine(ZoneOffset.UTC);

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventLineTest::leaves)
                : Stream.of(type);
    }

    @Test
    void everyEventHasItsWords() {
        assertTrue(leaves(HouseEvent.class).count() > 15);
        leaves(HouseEvent.class).forEach(type -> assertTrue(lines.knows(type), type.getName()));
    }

    @Test
    void timeNumberAndCall() {
        HouseEvent started =
                new HouseEvent.CallStarted(new CallId("c1"), new Party("1001", "Anna"), "600");
        assertEquals(
                "12:00:00.000  #42  call c1 started, Anna <1001> calls 600",
                lines.line(new NumberedEvent("boot", 42, Sample.NOW, started)));
    }

    @Test
    void aScriptThatFailedIsNamedWithItsPlace() {
        assertEquals(
                "script apps/desk.mjs version 3 failed, 9 so far: apps/desk.mjs:3:7: Error: no",
                lines.text(
                        new HouseEvent.ScriptFailed(
                                "apps/desk.mjs", 3, "apps/desk.mjs:3:7: Error: no", 9)));
    }

    /** What somebody types may be a PIN. */
    @Test
    void aKeyIsNotShown() {
        String said = lines.text(new HouseEvent.LegDigit(new CallId("c"), new LegId("l"), '7'));
        assertEquals("call c leg l pressed a key", said);
    }

    @Test
    void namesFromOutsideAreHarmless() {
        HouseEvent started =
                new HouseEvent.CallStarted(
                        new CallId("c"), new Party("1", "\u001b]0;x\u0007"), "2");
        assertTrue(lines.text(started).chars().noneMatch(Character::isISOControl));
    }
}
