package org.patchbay.call.records.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.Moment;

class CsvTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=1+1|'=1+1",
                "@SUM(A1)|'@SUM(A1)",
                "-2+3|'-2+3",
                "+cmd|'+cmd",
                "+49 30|'+49 30",
                "=A1,\"x\"|\"'=A1,\"\"x\"\"\"",
                // Numbers are no formulas: who reads the file wants them as they are.
                "+493012345|+493012345",
                "-1|-1",
                "3.50|3.50"
            })
    void aField(String text, String written) {
        assertEquals(written, Csv.field(text));
    }

    @Test
    void linesThatAreInAFieldStayThere() {
        assertEquals("\"a\r\nb\",\"\"\"\"\r\n", Csv.line("a\r\nb", "\""));
        assertEquals("'\tx\r\n", Csv.line("\tx"));
        assertEquals("\"'\rx\"\r\n", Csv.line("\rx"));
        assertEquals(",\r\n", Csv.line("", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26, 2026-11-25T23:00:00Z",
        "2026-11-26T10:30, 2026-11-26T09:30:00Z",
        "2026-11-26T10:30:05Z, 2026-11-26T10:30:05Z",
        "30m, 2026-11-26T11:30:00Z",
        "2h, 2026-11-26T10:00:00Z",
        "7d, 2026-11-19T12:00:00Z"
    })
    void aMoment(String text, Instant at) {
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        assertEquals(at, Moment.parse(text, now, ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026-13-01", "5", "2w", "''", "99999999d"})
    void noMoment(String text) {
        assertThrows(
                IllegalArgumentException.class,
                () -> Moment.parse(text, Instant.EPOCH, ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "65, 1:05", "3599, 59:59", "3723, 1:02:03"})
    void aDuration(long seconds, String text) {
        assertEquals(text, RecordTable.duration(Duration.ofSeconds(seconds)));
    }

    @Test
    void aPatternMeansItself() {
        assertEquals("%50!%!_a!!%", RecordSearch.like("50%_A!"));
    }
}
