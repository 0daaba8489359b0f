package org.patchbay.directory.file.internal.json;

/** Text from a file as it may stand in a log line: short and without control characters. */
public final class Printable {
    private static final int MAX = 40;

    private Printable() {}

    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(MAX)
                .forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > MAX
                ? out.append('…').toString()
                : out.toString();
    }
}
