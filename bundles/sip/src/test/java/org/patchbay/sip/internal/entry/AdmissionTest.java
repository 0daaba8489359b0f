package org.patchbay.sip.internal.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private long waited;
    private int legs;
    private final Admission admission = new Admission(() -> waited, () -> legs, 10, () -> 0);

    @Test
    void takesCallsWhileMessagesAreServedInTime() {
        waited = Admission.LONGEST_WAIT_NANOS;
        assertTrue(admission.takesCall());
        waited++;
        assertFalse(admission.takesCall());
        waited = 0;
        assertTrue(admission.takesCall());
        assertEquals(1, admission.refused());
    }

    @Test
    void takesNoMoreLegsThanFit() {
        legs = 9;
        assertTrue(admission.takesCall());
        legs = 10;
        assertFalse(admission.takesCall());
        assertEquals(1, admission.refused());
    }
}
