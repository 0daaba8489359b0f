package org.patchbay.web.internal.live;

/** So much a second, and so much at once. Pure; one thread at a time. */
final class Rate {
    private final double perMs;
    private final double most;
    private double left;
    private long lastMs;

    Rate(int perSecond, int most) {
        this.perMs = perSecond / 1000.0;
        this.most = most;
        this.left = most;
    }

    boolean take(long nowMs) {
        if (lastMs != 0) {
            left = Math.min(most, left + Math.max(0, nowMs - lastMs) * perMs);
        }
        lastMs = nowMs;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
