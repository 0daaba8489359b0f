package org.patchbay.directory.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static boolean isOpen(Hours hours, String local) {
        return hours.isOpen(LocalDateTime.parse(local).atZone(BERLIN).toInstant());
    }

    private static Hours berlin(String open, String... closed) {
        return Hours.parse("h", "Europe/Berlin", List.of(open.split(";")), List.of(closed));
    }

    @ParameterizedTest
    @CsvSource({
        "mon-fri 08:00-18:00, 2026-03-02T08:00, true",
        "mon-fri 08:00-18:00, 2026-03-02T07:59:59, false",
        "mon-fri 08:00-18:00, 2026-03-06T17:59:59, true",
        "mon-fri 08:00-18:00, 2026-03-06T18:00, false",
        "mon-fri 08:00-18:00, 2026-03-07T12:00, false",
        "'mon,wed-thu 09:00-12:00', 2026-03-03T10:00, false",
        "'mon,wed-thu 09:00-12:00', 2026-03-05T10:00, true",
        "sat-mon 00:00-24:00, 2026-03-02T23:59:59, true",
        "sat-mon 00:00-24:00, 2026-03-03T00:00, false",
        "sat-mon 00:00-24:00, 2026-03-08T00:00, true",
        "fri 22:00-06:00, 2026-03-06T22:00, true",
        "fri 22:00-06:00, 2026-03-07T05:59, true",
        "fri 22:00-06:00, 2026-03-07T06:00, false",
        "fri 22:00-06:00, 2026-03-07T22:00, false",
        "fri 22:00-06:00, 2026-03-06T05:00, false",
        "sun 22:00-06:00, 2026-03-02T05:00, true",
        "mon 08:00-12:00;mon 13:00-17:00, 2026-03-02T12:30, false",
        "mon 08:00-12:00;mon 13:00-17:00, 2026-03-02T13:00, true",
        // The hour that the clocks leave out, and the one that they repeat.
        "sun 03:00-04:00, 2026-03-29T02:30, true",
        "sun 02:00-03:00, 2026-10-25T02:30, true"
    })
    void spansOfTheWeek(String open, String local, boolean expected) {
        assertEquals(expected, isOpen(berlin(open), local));
    }

    @Test
    void theClockOfTheZoneCounts() {
        Hours tokyo = Hours.parse("h", "Asia/Tokyo", List.of("tue 08:00-09:00"), List.of());
        assertTrue(isOpen(tokyo, "2026-03-03T00:30")); // a quarter of the way round the earth
        assertEquals(false, isOpen(tokyo, "2026-03-03T08:30"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-23T10:00, true",
        "2026-12-24T10:00, false",
        "2026-12-26T10:00, false",
        "2026-12-28T10:00, true",
        // A night that began before goes on, and none begins.
        "2026-12-24T02:00, true",
        "2026-12-24T23:00, false",
        "2026-12-27T02:00, false"
    })
    void onClosedDatesNothingOpens(String local, boolean open) {
        Hours hours = berlin("mon-sun 08:00-18:00;mon-sun 22:00-04:00", "2026-12-24/2026-12-26");
        assertEquals(open, isOpen(hours, local));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mon",
                "mon 8:00-9:00",
                "mon 08:00",
                "mo 08:00-09:00",
                "mon 08:00-25:00",
                "mon 24:00-08:00",
                "mon 08:00-08:00",
                "mon 08:00-00:00",
                "mon-fri  08:00-09:00",
                "mon;tue 08:00-09:00",
                "mon 08:60-09:00",
                "MON 08:00-09:00"
            })
    void aSpanThatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Hours.Span.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-13-01",
                "2026-02-30",
                "24.12.2026",
                "2026-12-26/2026-12-24",
                "2026-12-24/"
            })
    void aDateThatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Hours.Dates.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Berlin", "CEST", "+01:00", "Europe/berlin"})
    void aZoneThatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Hours.zone(text));
    }
}
