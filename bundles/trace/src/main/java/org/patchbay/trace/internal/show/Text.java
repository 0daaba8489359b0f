package org.patchbay.trace.internal.show;

/** Text from outside, which moves no cursor and fills no screen. */
final class Text {
    private static final int LONGEST_LINE = 240;

    private Text() {}

    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_LINE)
                .forEach(c -> plain.appendCodePoint(isHarmless(c) ? c : '?'));
        return plain.toString();
    }

    private static boolean isHarmless(int c) {
        return c == '\t' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }
}
