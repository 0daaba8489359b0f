package org.patchbay.directory.file.internal.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.patchbay.directory.api.NumberPattern;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.file.internal.json.Printable;

/** What a text must look like. Patterns are simple enough to run in linear time. */
final class Rule {
    static final Rule ID =
            pattern(
                    "[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}",
                    "letters, digits, _ . + -, at most 64",
                    false);
    static final Rule NAME = pattern("[^\\p{Cntrl}]{1,128}", "1 to 128 characters", false);
    static final Rule NUMBER =
            pattern("\\+?[0-9*#]{1,32}", "digits, * and #, perhaps + before, at most 32", false);
    static final Rule ROOM =
            pattern("[0-9*#x]{1,32}", "digits, * and #, and x for any digit, at most 32", false);
    static final Rule PIN = pattern("[0-9]{3,12}", "3 to 12 digits", true);
    static final Rule ON_OFF = oneOf("on", "off");
    static final Rule DOMAIN =
            pattern("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", "a domain or address", false);
    static final Rule SECRET = pattern("[^\\p{Cntrl}]{1,256}", "1 to 256 characters", true);
    static final Rule USERNAME =
            pattern("[^\\p{Cntrl}:\"\\\\]{1,128}", "1 to 128 characters without : \" \\", false);
    static final Rule REALM =
            pattern("[^\\p{Cntrl}\"\\\\]{1,128}", "1 to 128 characters without \" \\", false);
    static final Rule CODEC = pattern("[A-Za-z0-9-]{1,32}", "a codec's name", false);
    static final Rule MEMBER =
            pattern("[a-z][a-z0-9-]{0,31}:[^\\p{Cntrl}]{1,256}", "such as user:anna", false);
    static final Rule SCHEMA = pattern("[^\\p{Cntrl}]{1,512}", "the address of a schema", false);

    private static final String PATTERN_LOOKS =
            "a pattern of numbers: digits, * and #, perhaps + before, x for any digit, [2-5] for one"
                    + " of them, and . at the end for any rest";
    static final Rule PATTERN = new Rule(NumberPattern::isPattern, PATTERN_LOOKS, false, List.of());
    static final Rule CALLER_PATTERN =
            new Rule(
                    p -> p.equals(Route.When.ANONYMOUS) || NumberPattern.isPattern(p),
                    PATTERN_LOOKS + ", or anonymous",
                    false,
                    List.of());
    static final Rule TRUNK_OR_ANY =
            new Rule(
                    t -> t.equals(Route.When.ANY_TRUNK) || ID.fits.test(t),
                    "a trunk's id, or * for any",
                    false,
                    List.of());

    static final Rule SOURCE =
            new Rule(
                    IpAddress::isSource,
                    "an IP address, with :port where the port must match too",
                    false,
                    List.of());
    static final Rule PUBLIC =
            new Rule(
                    a -> IpAddress.isSource(a) || a.equals("learn") || a.equals("off"),
                    "an IP address, with :port where SIP has another there, 'learn' or 'off'",
                    false,
                    List.of());
    static final Rule HOST =
            new Rule(
                    h -> IpAddress.isAddress(h) || DOMAIN.fits.test(h) && !h.matches("[0-9.]+"),
                    "an IP address or a name",
                    false,
                    List.of());

    private final Predicate<String> fits;
    private final String looks;
    private final boolean secret;
    private final List<String> oneOf;

    private Rule(Predicate<String> fits, String looks, boolean secret, List<String> oneOf) {
        this.fits = fits;
        this.looks = looks;
        this.secret = secret;
        this.oneOf = oneOf;
    }

    private static Rule pattern(String regex, String looks, boolean secret) {
        return new Rule(Pattern.compile(regex).asMatchPredicate(), looks, secret, List.of());
    }

    static Rule oneOf(String... words) {
        List<String> known = List.of(words);
        return new Rule(known::contains, String.join(", ", words), false, known);
    }

    static Rule hex(int digits) {
        return pattern("[0-9a-fA-F]{" + digits + "}", digits + " hex digits", true);
    }

    /** Why the text does not fit; secrets are not quoted. */
    Optional<String> wrong(String text) {
        if (fits.test(text)) {
            return Optional.empty();
        }
        if (secret) {
            return Optional.of("must be " + looks);
        }
        return Optional.of(
                "'"
                        + Printable.of(text)
                        + "' must be "
                        + (oneOf.isEmpty() ? looks : "one of " + looks)
                        + NearestKey.of(text, oneOf)
                                .map(k -> ", did you mean '" + k + "'?")
                                .orElse(""));
    }

    /** Two texts with the same answer are the same thing; codec names ignore case. */
    String sameAs(String text) {
        return this == CODEC ? text.toLowerCase(Locale.ROOT) : text;
    }
}
