package org.patchbay.numbers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.annotation.Annotation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.directory.api.PublicNumber;

class NumbersComponentTest {
    private final NumbersComponent numbers = new NumbersComponent();

    private static NumbersConfig in(String country) {
        return new NumbersConfig() {
            @Override
            public String country() {
                return country;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return NumbersConfig.class;
            }
        };
    }

    private static String shown(Optional<PublicNumber> number) {
        return number.map(n -> n.e164() + " " + n.national() + " " + n.country() + " " + n.kind())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "030 1234567, DE, +49301234567 0301234567 DE FIXED",
        "030/123-4567, DE, +49301234567 0301234567 DE FIXED",
        "+49 (0)30 1234567, DE, +49301234567 0301234567 DE FIXED",
        "0049 30 1234567, DE, +49301234567 0301234567 DE FIXED",
        "0151 23456789, DE, +4915123456789 015123456789 DE MOBILE",
        "0800 1234567, DE, +498001234567 08001234567 DE TOLL_FREE",
        "0900 1 123456, DE, +499001123456 09001123456 DE PREMIUM",
        "0044 20 7946 0018, DE, +442079460018 02079460018 GB FIXED",
        "011 44 20 7946 0018, US, +442079460018 02079460018 GB FIXED",
        "(201) 555-0123, US, +12015550123 2015550123 US FIXED_OR_MOBILE",
        "1 201 555 0123, US, +12015550123 2015550123 US FIXED_OR_MOBILE",
        "020 7946 0018, GB, +442079460018 02079460018 GB FIXED",
        "06 123456, FR, none",
        "06 12 34 56 78, FR, +33612345678 0612345678 FR MOBILE",
        "02 1234 5678, IT, +390212345678 0212345678 IT FIXED",
        "+800 1234 5678, DE, +80012345678 12345678  TOLL_FREE",
    })
    void aNumberMeansWhatItMeansWhereItIsDialled(String dialled, String country, String meant) {
        assertEquals(meant, shown(numbers.read(dialled, country)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "1001",
                "112",
                "110",
                "600",
                "anna",
                "0800FLOWERS",
                "*31#0301234567",
                "0301234567;ext=7",
                "030 1234567 1234567 1234567",
                "+490301234567890123456789",
                "-- -- --",
                "٠٣٠١٢٣٤٥٦٧",
                "0301234567\r\n",
                "                                                          0301234567a"
            })
    void whatNobodyHasIsNoNumber(String dialled) {
        numbers.configure(in("DE"));
        boolean trimmed = dialled.strip().equals("0301234567");
        assertEquals(
                trimmed ? "+49301234567 0301234567 DE FIXED" : "none",
                shown(numbers.read(dialled)));
    }

    @Test
    void oneThatIsVeryLongIsNotEvenLookedAt() {
        assertEquals("none", shown(numbers.read("0".repeat(100_000), "DE")));
        assertEquals("none", shown(numbers.read("+49 30 1234567" + "-".repeat(40), "DE")));
    }

    @Test
    void theCountryOfTheHouseIsThatOfItsConfiguration() {
        assertEquals("none", shown(numbers.read("0301234567")));
        assertEquals("+49301234567 0301234567 DE FIXED", shown(numbers.read("+49301234567")));
        numbers.configure(in(" de "));
        assertEquals("+49301234567 0301234567 DE FIXED", shown(numbers.read("0301234567")));
        numbers.configure(in("Germany"));
        assertEquals("none", shown(numbers.read("0301234567")), "not that of before");
        numbers.configure(in("AT"));
        assertEquals("+4313200000 013200000 AT FIXED", shown(numbers.read("01 3200000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "D", "DEU", "001", "d\ne"})
    void aCountryThatIsNoneIsSaid(String country) {
        assertThrows(IllegalArgumentException.class, () -> numbers.read("0301234567", country));
    }
}
