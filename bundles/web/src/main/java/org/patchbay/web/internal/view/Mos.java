package org.patchbay.web.internal.view;

/**
 * How a conversation is likely to be liked, 1…4.5, by the E-model (ITU-T G.107) with the usual
 * values for everything that is not measured here: an estimate, not a measurement. Pure.
 */
final class Mos {
    /** R without any impairment, G.107 §7.7. */
    private static final double BEST = 93.2;

    /** Beyond this much, delay is felt in a conversation (G.107 Annex, simplified). */
    private static final double FELT_MS = 177.3;

    private Mos() {}

    /**
     * @param codec as media sessions name it, such as {@code PCMU/8000}
     * @param lossPercent of packets, after which concealment is heard
     * @param delayMs from mouth to ear
     */
    static double of(String codec, double lossPercent, double delayMs) {
        double delay = 0.024 * delayMs + (delayMs > FELT_MS ? 0.11 * (delayMs - FELT_MS) : 0);
        double robust = robustness(codec);
        double loss = 95 * lossPercent / (lossPercent + robust);
        double r = Math.max(0, Math.min(100, BEST - delay - loss));
        // G.107 Annex B
        double mos = 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
        return Math.round(Math.max(1, Math.min(4.5, mos)) * 100) / 100.0;
    }

    /**
     * Bpl, G.113 Appendix I: with concealment. Opus is not in it; with in-band FEC it is taken for
     * twice as robust, as the page does for its own calls.
     */
    private static double robustness(String codec) {
        return codec.toLowerCase(java.util.Locale.ROOT).startsWith("opus") ? 50 : 25.1;
    }
}
