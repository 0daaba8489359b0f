package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    private boolean comes(String ours, String theirs) {
        return arrivals.admit(new FirstCheck(ours, theirs));
    }

    @Test
    void onlyTheBrowserOfThatNameMayComeAndOnlySoOften() {
        arrivals.expect("ours");
        arrivals.expect("ours", "theirs");
        for (int i = 0; i < 2 * Arrivals.MOST; i++) {
            assertFalse(comes("ours", "another"));
        }
        for (int i = 0; i < Arrivals.MOST; i++) {
            assertTrue(comes("ours", "theirs"), "after " + i);
        }
        assertFalse(comes("ours", "theirs"));
    }

    @Test
    void beforeItsNameIsKnownAnyMayComeAndIsCounted() {
        arrivals.expect("ours");
        assertTrue(comes("ours", "any"));
        arrivals.expect("ours", "theirs");
        for (int i = 1; i < Arrivals.MOST; i++) {
            assertTrue(comes("ours", "theirs"), "after " + i);
        }
        assertFalse(comes("ours", "theirs"));
    }

    @Test
    void nothingIsKeptOfNamesThatNobodyExpects() {
        arrivals.expect("ours");
        for (int i = 0; i < 1000; i++) {
            assertFalse(comes("another" + i, "theirs"));
        }
        assertEquals(1, arrivals.expected());
        arrivals.forget("ours");
        assertFalse(comes("ours", "theirs"));
        arrivals.expect("ours", "theirs");
        assertEquals(0, arrivals.expected());
    }
}
