package org.patchbay.console.internal.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
    /** What the engine calls silence. */
    static final double SILENCE_DB = -96;

    private Figures() {}

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    static String duration(Duration d) {
        long s = Math.max(0, d.toSeconds());
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }

    static String level(double db) {
        return db <= SILENCE_DB || Double.isNaN(db)
                ? "silent"
                : String.format(Locale.ROOT, "%.0f dB", db);
    }

    static String ms(double ms) {
        return ms < 0 ? "-" : String.format(Locale.ROOT, "%.0f ms", ms);
    }

    /** {@code 3 (0.1%)}. */
    static String share(long part, long rest) {
        long whole = part + rest;
        return whole <= 0
                ? Long.toString(part)
                : String.format(Locale.ROOT, "%d (%.1f%%)", part, 100.0 * part / whole);
    }

    /** Thousandths as SIP writes them: {@code 0.700}. */
    static String q(int thousandths) {
        return String.format(Locale.ROOT, "%d.%03d", thousandths / 1000, thousandths % 1000);
    }

    /** Eight steps from −60 dB to full scale. */
    static String meter(double db) {
        int steps = Double.isNaN(db) ? 0 : (int) Math.round((Math.min(0, db) + 60) / 60 * 8);
        int on = Math.max(0, Math.min(8, steps));
        return "#".repeat(on) + ".".repeat(8 - on);
    }
}
