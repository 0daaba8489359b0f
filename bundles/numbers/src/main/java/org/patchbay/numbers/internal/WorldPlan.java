package org.patchbay.numbers.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.directory.api.PublicNumber;
import org.patchbay.directory.api.PublicNumber.Kind;

/** Numbers by the plans of libphonenumber. Any thread may call. */
final class WorldPlan {
    /** 15 digits and a prefix, with something between any two of them. */
    private static final int MOST_CHARACTERS = 48;

    /** No letters: somebody's name is not dialled as the keys that bear it. */
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9 ()./-]+");

    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private static final Map<PhoneNumberType, Kind> KINDS =
            Map.of(
                    PhoneNumberType.FIXED_LINE, Kind.FIXED,
                    PhoneNumberType.MOBILE, Kind.MOBILE,
                    PhoneNumberType.FIXED_LINE_OR_MOBILE, Kind.FIXED_OR_MOBILE,
                    PhoneNumberType.TOLL_FREE, Kind.TOLL_FREE,
                    PhoneNumberType.PREMIUM_RATE, Kind.PREMIUM,
                    PhoneNumberType.SHARED_COST, Kind.SHARED_COST,
                    PhoneNumberType.VOIP, Kind.VOIP);

    /** Made when a country or a number is asked about: until then the plans cost nothing. */
    private static final class Plans {
        static final PhoneNumberUtil ALL = PhoneNumberUtil.getInstance();
    }

    private WorldPlan() {}

    /** Whether it is a country with a plan, or none. */
    static boolean knows(String country) {
        return country.isEmpty()
                || COUNTRY.matcher(country).matches()
                        && Plans.ALL.getSupportedRegions().contains(country);
    }

    static Optional<PublicNumber> read(String dialled, String country) {
        String text = dialled.strip();
        if (text.length() > MOST_CHARACTERS || !DIALLED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = Plans.ALL.parse(text, country.isEmpty() ? null : country);
            return Plans.ALL.isValidNumber(number) ? Optional.of(said(number)) : Optional.empty();
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }

    private static PublicNumber said(PhoneNumber number) {
        String region = Plans.ALL.getRegionCodeForNumber(number);
        return new PublicNumber(
                Plans.ALL.format(number, PhoneNumberFormat.E164),
                digits(Plans.ALL.format(number, PhoneNumberFormat.NATIONAL)),
                region != null && COUNTRY.matcher(region).matches() ? region : "",
                KINDS.getOrDefault(Plans.ALL.getNumberType(number), Kind.OTHER));
    }

    private static String digits(String formatted) {
        return NO_DIGIT.matcher(formatted).replaceAll("");
    }
}
