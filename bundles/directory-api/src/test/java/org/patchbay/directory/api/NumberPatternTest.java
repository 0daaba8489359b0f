package org.patchbay.directory.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPatternTest {
    @ParameterizedTest
    @CsvSource({
        "8xxx, 8123, true",
        "8xxx, 812, false",
        "+49., +491, true",
        "+49., +49, false",
        "[25-7], 6, true",
        "[25-7], 3, false",
        "*1#, *1#, true",
        "*1#, 11#, false"
    })
    void patterns(String pattern, String number, boolean fits) {
        assertEquals(fits, NumberPattern.parse(pattern).fits(number));
    }
}
