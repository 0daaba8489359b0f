package org.patchbay.registrar.internal.uri;

import java.util.Locale;

/** {@code %HH} escapes (RFC 3261 §19.1.2). */
final class Escapes {
    /** Here an escape means something else than the character (RFC 2396 §2.2). */
    private static final String RESERVED = ";/?:@&=+$,";

    private Escapes() {}

    /**
     * One form for every way to write the same: characters outside the reserved set are the same as
     * their escapes (§19.1.4).
     *
     * @return null where an escape is broken
     */
    static String unified(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int code = i + 2 < text.length() ? code(text, i + 1) : -1;
            if (code < 0) {
                return null;
            }
            boolean same = code > ' ' && code < 0x7f && RESERVED.indexOf(code) < 0 && code != '%';
            out.append(
                    same
                            ? String.valueOf((char) code)
                            : text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            i += 2;
        }
        return out.toString();
    }

    private static int code(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
