package org.patchbay.sip.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LagTest {
    private static final long MS = 1_000_000;
    private final Lag lag = new Lag();

    @Test
    void whatHasBegunWaitsNoLonger() {
        lag.posted();
        lag.posted();
        assertEquals(2, lag.waiting());
        lag.begins(0, 0);
        assertEquals(1, lag.waiting());
    }

    @Test
    void nothingPostedNeverWaits() {
        assertEquals(0, lag.nanos(5_000 * MS));
    }

    @Test
    void theLastWaitCountsForHalfASecond() {
        lag.begins(100 * MS, 400 * MS);
        lag.ends();
        assertEquals(300 * MS, lag.nanos(401 * MS));
        assertEquals(300 * MS, lag.nanos(899 * MS));
        assertEquals(0, lag.nanos(900 * MS));
    }

    @Test
    void aTaskThatDoesNotEndKeepsTheOthersWaiting() {
        lag.begins(100 * MS, 100 * MS);
        assertEquals(700 * MS, lag.nanos(800 * MS));
        lag.ends();
        assertEquals(0, lag.nanos(800 * MS));
    }
}
