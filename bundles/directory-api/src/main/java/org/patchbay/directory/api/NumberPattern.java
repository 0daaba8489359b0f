package org.patchbay.directory.api;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Some numbers: digits, {@code *}, {@code #} and a leading {@code +} stand for themselves, {@code
 * x} for any digit, {@code [2-5]} for one of them, and {@code .} at the end for any rest of one
 * character and more.
 */
public final class NumberPattern {
    private static final int MAX_LENGTH = 64;
    private static final String CLASS = "\\[(?:[0-9](?:-[0-9])?)+\\]";
    private static final Pattern SYNTAX =
            Pattern.compile("(?=.)\\+?(?:[0-9*#x]|" + CLASS + ")*\\.?");

    private final String text;
    private final Pattern numbers;

    private NumberPattern(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            regex.append(
                    switch (c) {
                        case 'x' -> "[0-9]";
                        case '.' -> ".+";
                        case '*', '+' -> "\\" + c;
                        default -> String.valueOf(c);
                    });
        }
        numbers = Pattern.compile(regex.toString());
    }

    public static boolean isPattern(String text) {
        if (text.length() > MAX_LENGTH || !SYNTAX.matcher(text).matches()) {
            return false;
        }
        for (int i = text.indexOf('-'); i > 0; i = text.indexOf('-', i + 1)) {
            if (text.charAt(i - 1) > text.charAt(i + 1)) {
                return false; // a range that goes backwards fits nothing
            }
        }
        return true;
    }

    /**
     * @throws IllegalArgumentException where it is none
     */
    public static NumberPattern parse(String text) {
        if (!isPattern(text)) {
            throw new IllegalArgumentException("'" + text + "' is no pattern of numbers");
        }
        return new NumberPattern(text);
    }

    public boolean fits(String number) {
        return numbers.matcher(number).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
