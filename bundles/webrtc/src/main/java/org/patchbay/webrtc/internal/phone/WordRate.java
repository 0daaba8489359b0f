package org.patchbay.webrtc.internal.phone;

/** How much one page may say: a bucket of tokens. Used by one thread at a time. */
final class WordRate {
    private final double perMs;
    private final double most;
    private double tokens;
    private long at;

    WordRate(int perSecond, int atOnce, long nowMs) {
        this.perMs = perSecond / 1000.0;
        this.most = atOnce;
        this.tokens = atOnce;
        this.at = nowMs;
    }

    boolean admits(long nowMs) {
        tokens = Math.min(most, tokens + Math.max(0, nowMs - at) * perMs);
        at = nowMs;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
