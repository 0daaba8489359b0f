package org.patchbay.call.records.internal.search;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of RFC 4180, from which no spreadsheet takes a formula. */
public final class Csv {
    /** RFC 4180 §2.1. */
    public static final String END_OF_LINE = "\r\n";

    /** What makes a spreadsheet compute; a number may begin with a sign all the same. */
    private static final String FORMULA = "=+-@\t\r\n";

    /** A file may be looked at on a terminal, where nobody's name shall move the cursor. */
    private static final String CONTROL = "[\\p{Cntrl}&&[^\t\r\n]]";

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    private Csv() {}

    public static String line(String... fields) {
        return line(Arrays.asList(fields));
    }

    public static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", END_OF_LINE));
    }

    static String field(String text) {
        String printable = text.replaceAll(CONTROL, "?");
        String safe = isFormula(printable) ? "'" + printable : printable;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
    }
}
