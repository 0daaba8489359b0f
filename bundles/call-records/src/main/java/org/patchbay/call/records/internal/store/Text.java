package org.patchbay.call.records.internal.store;

/** Text from outside as a column takes it. */
final class Text {
    private Text() {}

    /** No longer than the column, and without NUL, which PostgreSQL does not store. */
    static String fit(String text, int most) {
        String clean = text.replace('\0', '?');
        if (clean.length() <= most) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most;
        return clean.substring(0, end);
    }
}
