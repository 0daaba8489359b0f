package org.patchbay.media.internal.dtmf;

/** The keys as pairs of tones (ITU-T Q.23): a row and a column each. */
final class ToneKeys {
    static final double[] ROWS_HZ = {697, 770, 852, 941};
    static final double[] COLUMNS_HZ = {1209, 1336, 1477, 1633};

    private static final String KEYS = "123A456B789C*0#D";

    private ToneKeys() {}

    static char key(int row, int column) {
        return KEYS.charAt(row * COLUMNS_HZ.length + column);
    }

    /** Of its tone in {@link #ROWS_HZ}; −1 where it is no key. */
    static int row(char key) {
        int at = KEYS.indexOf(Character.toUpperCase(key));
        return at < 0 ? -1 : at / COLUMNS_HZ.length;
    }

    static int column(char key) {
        return KEYS.indexOf(Character.toUpperCase(key)) % COLUMNS_HZ.length;
    }
}
