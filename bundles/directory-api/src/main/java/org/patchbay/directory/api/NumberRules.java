package org.patchbay.directory.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which numbers may be dialled: of the prefixes that fit, the longest says. Where none fits, only
 * an empty {@code allow} lets it through. A code before a number does not hide it from {@code
 * deny}.
 *
 * @param allow prefixes, as numbers are dialled
 * @param deny the same
 */
public record NumberRules(List<String> allow, List<String> deny) {
    public static final NumberRules ANY = new NumberRules(List.of(), List.of());

    /** RFC 3966 §5.1.1: what stands between digits for the eye, which exchanges skip. */
    private static final Pattern BETWEEN = Pattern.compile("[-.() ]");

    /** What codes of an exchange begin and end with. */
    private static final String CODE_SIGNS = "*#";

    /** One sign alone, or with the two or three digits of the code. */
    private static final List<Integer> CODE_LENGTHS = List.of(1, 3, 4);

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]+");

    public NumberRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /**
     * What is no number is not permitted where there are rules: nobody knows what the exchange
     * there would make of it.
     */
    public boolean permits(String dialled) {
        if (allow.isEmpty() && deny.isEmpty()) {
            return true;
        }
        Optional<String> number =
                Optional.of(BETWEEN.matcher(dialled).replaceAll(""))
                        .filter(n -> NUMBER.matcher(n).matches());
        if (number.isEmpty()) {
            return false;
        }
        int allowed = longest(allow, number.get());
        int denied = longest(deny, number.get());
        boolean fits = allowed > denied || allowed == 0 && denied == 0 && allow.isEmpty();
        return fits && !hides(number.get(), allowed);
    }

    /**
     * A code of the exchange there, such as *31# or *67, with a number behind it that is denied.
     */
    private boolean hides(String number, int allowed) {
        return IntStream.range(0, number.length())
                .filter(at -> CODE_SIGNS.indexOf(number.charAt(at)) >= 0)
                .flatMap(at -> CODE_LENGTHS.stream().mapToInt(length -> at + length))
                .filter(from -> from < number.length())
                .mapToObj(number::substring)
                .anyMatch(
                        behind ->
                                longest(deny, behind) > Math.max(allowed, longest(allow, behind)));
    }

    /** Of the prefixes that fit; 0 where none does. */
    private static int longest(List<String> prefixes, String number) {
        return prefixes.stream()
                .filter(number::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
