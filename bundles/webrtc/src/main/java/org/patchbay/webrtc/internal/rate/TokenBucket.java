package org.patchbay.webrtc.internal.rate;

/** How much somebody may say: a bucket of tokens. Used by one thread at a time. */
public final class TokenBucket {
    private final double perMs;
    private final double most;
    private double tokens;
    private long at;

    public TokenBucket(int perSecond, int atOnce, long nowMs) {
        this.perMs = perSecond / 1000.0;
        this.most = atOnce;
        this.tokens = atOnce;
        this.at = nowMs;
    }

    /** Takes one, where there is one. */
    public boolean admits(long nowMs) {
        tokens = Math.min(most, tokens + Math.max(0, nowMs - at) * perMs);
        at = nowMs;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
