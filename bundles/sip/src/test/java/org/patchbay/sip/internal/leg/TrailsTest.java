package org.patchbay.sip.internal.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailsTest {
    @ParameterizedTest
    @CsvSource({
        "+4930555666, +4930555666, true",
        "030555666, +4930555666, true",
        "004930555666, +4930555666, true",
        "+4930555667, +4930555666, false",
        "110, 110, true",
        "110, 00110, false",
        "5666, +4930555666, false",
        "1002, +4930555666, false",
        "anna, anna, true",
        "anna, bert, false",
        "'', +4930555666, false"
    })
    void theSameNumberInOtherWords(String one, String other, boolean same) {
        assertEquals(same, Trails.isSameNumber(one, other));
        assertEquals(same, Trails.isSameNumber(other, one));
    }
}
