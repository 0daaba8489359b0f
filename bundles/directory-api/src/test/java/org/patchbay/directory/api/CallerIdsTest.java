package org.patchbay.directory.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerIdsTest {
    private static CallerIds ids(String own, boolean forwarded) {
        return new CallerIds(
                Optional.ofNullable(own),
                Map.of("anna", "+49301", "bert", "+49302"),
                List.of(NumberPattern.parse("+49305x"), NumberPattern.parse("0180.")),
                forwarded);
    }

    /** Wish, user, by a trunk, forwarded: shown with a number of the trunk's own and without. */
    @ParameterizedTest
    @CsvSource({
        // what a user may claim
        "+49301,  anna, false, false, +49301, +49301",
        "+49300,  anna, false, false, +49300, +49301",
        "+493051, anna, false, false, +493051, +493051",
        "0180555, carl, false, false, 0180555, 0180555",
        // and what not
        "+49302,  anna, false, false, +49301, +49301",
        "1001,    anna, false, false, +49301, +49301",
        "+491771, anna, false, false, +49301, +49301",
        "+49301,  carl, false, false, +49300, ''",
        "1003,    carl, false, false, +49300, ''",
        "+4930512,    , false, false, +49300, ''",
        // who shows nothing shows nothing
        "'',      anna, false, false, '', ''",
        "'',          , true,  true,  '', ''",
        // who comes from outside
        "+331,        , true,  false, +49300, ''",
        "+331,        , true,  true,  +331, +331",
        "+49301,      , true,  false, +49300, ''",
        // an insider claims nothing by that
        "+331,    anna, false, true,  +49301, +49301"
    })
    void theTable(
            String wish, String user, boolean outside, boolean forwarded, String own, String none) {
        Optional<String> who = Optional.ofNullable(user);
        assertEquals(own, ids("+49300", forwarded).shown(wish, who, outside));
        assertEquals(none, ids(null, forwarded).shown(wish, who, outside));
    }

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
