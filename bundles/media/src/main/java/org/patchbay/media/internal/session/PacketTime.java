package org.patchbay.media.internal.session;

/**
 * How long the packets are that a peer sends: the longest of the last ones, so that a short packet
 * at the end of a talkspurt means nothing, and who changes with every packet changes nothing. Pure;
 * owned by one media loop.
 */
final class PacketTime {
    /** After so many shorter packets the longest is forgotten: some seconds. */
    private static final int FORGOTTEN_AFTER = 250;

    private int longestMs;
    private int longestSinceMs;
    private int shorter;

    /**
     * Notes a packet.
     *
     * @param ms 0 where nobody knows
     * @return whether {@link #ms} changed
     */
    boolean came(int ms) {
        if (ms <= 0) {
            return false;
        }
        if (ms < longestMs) {
            longestSinceMs = Math.max(longestSinceMs, ms);
            if (++shorter < FORGOTTEN_AFTER) {
                return false;
            }
        }
        boolean changed = ms != longestMs;
        longestMs = ms < longestMs ? longestSinceMs : ms;
        longestSinceMs = 0;
        shorter = 0;
        return changed;
    }

    /** The longest of the last ones; 0 before any came. */
    int ms() {
        return longestMs;
    }

    void reset() {
        longestMs = 0;
        longestSinceMs = 0;
        shorter = 0;
    }
}
