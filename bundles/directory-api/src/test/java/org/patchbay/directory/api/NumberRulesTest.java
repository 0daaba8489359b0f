package org.patchbay.directory.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRulesTest {
    private static List<String> prefixes(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // allow, deny, number, permitted
        ", , 0900123, true",
        ", , anna, true",
        ", 0900, 0900123, false",
        ", 0900, 0901123, true",
        ", 0900, 090, true",
        "0, 0900, 0900123, false",
        "0 09001, 0900, 0900123, true",
        "0 09001, 0900, 0900223, false",
        "0, , 0301234, true",
        "0, , 110, false",
        "0, 00, 0049, false",
        "0 0049, 00, 0049, true",
        "+49, , +49301234, true",
        "+49, , 0049301234, false",
        ", 0900, 0-900 123, false",
        ", 0900, (09)00.123, false",
        ", 0900, 0900123;ext=1, false",
        ", 00, 0a0, false",
        ", 00, anna, false",
        ", 00, '', false",
        ", 00, +, false",
        "*, , *21#, true",
        ", 0900, *31#0900123, false",
        ", 0900, #31#0900123, false",
        ", 0900, *670900123, false",
        ", 0900, *1410900123, false",
        ", 0900, *21*0900123#, false",
        ", 0900, *31#*21*0900123#, false",
        ", 0900, *31#0301234, true",
        ", 0900, *090, true",
        "*, 0900, *31#0900123, false",
        "*31#0900, 0900, *31#0900123, true",
        "0 09001, 0900, *31#09001, false",
        "* 09001, 0900, *31#09001, true",
    })
    void ofThePrefixesThatFitTheLongestSays(
            String allow, String deny, String number, boolean permitted) {
        assertEquals(permitted, new NumberRules(prefixes(allow), prefixes(deny)).permits(number));
    }

    @Test
    void oneMoreFitsAsLongAsThereAreFewer() {
        CallLimits two = new CallLimits(2, NumberRules.ANY);
        assertTrue(two.hasRoom(1));
        assertFalse(two.hasRoom(2));
        assertTrue(CallLimits.NONE.hasRoom(1_000));
    }
}
