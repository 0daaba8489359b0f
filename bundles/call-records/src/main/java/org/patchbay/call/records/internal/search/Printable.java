package org.patchbay.call.records.internal.search;

/** Text that somebody outside had a say in, made safe for a terminal. */
final class Printable {
    private Printable() {}

    static String of(String text, int most) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> out.appendCodePoint(isSafe(c) ? c : '?'));
        if (text.codePointCount(0, text.length()) > most) {
            out.setLength(out.offsetByCodePoints(out.length(), -1));
            out.append('~');
        }
        return out.toString();
    }

    private static boolean isSafe(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
