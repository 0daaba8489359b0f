package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeatsTest {
    private final Seats seats = new Seats(3, 2);

    @Test
    void one_takes_no_more_than_his_own_and_all_no_more_than_there_are() {
        assertTrue(seats.take("a"));
        assertTrue(seats.take("a"));
        assertFalse(seats.take("a"));
        assertTrue(seats.take("b"));
        assertFalse(seats.take("c"));
        seats.leave("a");
        assertTrue(seats.take("c"));
    }

    @Test
    void nobody_gives_back_what_he_has_not() {
        assertTrue(seats.take("a"));
        seats.leave("a");
        assertThrows(IllegalStateException.class, () -> seats.leave("a"));
    }
}
