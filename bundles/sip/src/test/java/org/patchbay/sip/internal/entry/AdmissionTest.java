package org.patchbay.sip.internal.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    private static final int MOST_LEGS = 10;

    private long waitedMs;
    private int legs;
    private double chance;
    private final Admission admission =
            new Admission(() -> waitedMs * 1_000_000, () -> legs, MOST_LEGS, () -> 0, () -> chance);

    @ParameterizedTest(name = "{0} ms late with {1} legs: call {2}, registration {3}")
    @CsvSource({
        "0, 0, true, true",
        "250, 9, true, true",
        "251, 0, false, false",
        "251, 10, false, false",
        "0, 10, false, true",
        "250, 11, false, true",
        "9000, 0, false, false",
    })
    void whatIsTaken(long late, int up, boolean call, boolean registration) {
        waitedMs = late;
        legs = up;
        assertEquals(call, admission.takesCall());
        assertEquals(registration, admission.takesRegistration());
        assertEquals(call ? 0 : 1, admission.refused());
        assertEquals(registration ? 0 : 1, admission.refusedRegistrations());
    }

    @Test
    void itTakesAgainWhenItHasCaughtUp() {
        waitedMs = 251;
        assertEquals(false, admission.takesCall() || admission.takesRegistration());
        waitedMs = 0;
        assertEquals(true, admission.takesCall() && admission.takesRegistration());
        assertEquals(1, admission.refused());
        assertEquals(1, admission.refusedRegistrations());
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "0.5, 20", "0.999999, 35"})
    void theRefusedComeAgainSpreadOverHalfAMinute(double drawn, int seconds) {
        chance = drawn;
        assertEquals(seconds, admission.registerAgainAfterS());
    }
}
