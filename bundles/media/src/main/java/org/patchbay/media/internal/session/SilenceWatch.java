package org.patchbay.media.internal.session;

/**
 * Notices that nothing comes from a peer. Pure; owned by one media loop, asked each tick and not
 * with each packet.
 */
final class SilenceWatch {
    private static final long AFTER_NANOS = 10_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE;

    private long saidNanos = NEVER;

    /**
     * Asked every 20 ms.
     *
     * @param lastPacketNanos when the last packet came, or when the peer was last told whether to
     *     send
     * @return how long it has been silent where that is to be told now, in milliseconds; else 0
     */
    int silentMs(long lastPacketNanos, long nowNanos) {
        long silent = nowNanos - lastPacketNanos;
        if (silent < AFTER_NANOS) {
            saidNanos = NEVER;
            return 0;
        }
        if (saidNanos != NEVER && nowNanos - saidNanos < AFTER_NANOS) {
            return 0;
        }
        saidNanos = nowNanos;
        return (int) Math.min(Integer.MAX_VALUE, silent / 1_000_000);
    }
}
