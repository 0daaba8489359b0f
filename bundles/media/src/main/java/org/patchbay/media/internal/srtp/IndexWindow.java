package org.patchbay.media.internal.srtp;

/**
 * Which packets of one stream there were. An RTP packet's index is its sequence number, with a
 * count of how often that wrapped above it, which nobody sends (RFC 3711 §3.3.1); an SRTCP packet
 * carries its own. What is older than the window counts as seen (§3.3.2).
 */
final class IndexWindow {
    private static final int WINDOW = 64;
    private static final int HALF = 1 << 15;
    private static final long LAST = (1L << 48) - 1;

    private long highest = -1;

    /** Bit n: whether the packet n before the highest was there. */
    private long seen;

    /** The index that is nearest to the highest one; below 0 for one before the beginning. */
    long guess(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long wraps = highest >>> 16;
        int distance = sequence - (int) (highest & 0xFFFF);
        if (distance > HALF) {
            wraps--;
        } else if (distance < -HALF) {
            wraps++;
        }
        return wraps << 16 | sequence;
    }

    /** Whether it was not there yet, as far as the window reaches. */
    boolean isNew(long index) {
        if (index < 0 || index > LAST) {
            return false; // before the beginning, or the key is used up (§9.2)
        }
        long age = highest - index;
        return age < 0 || age < WINDOW && (seen >>> age & 1) == 0;
    }

    /** It was there, and it is genuine. */
    void add(long index) {
        long step = index - highest;
        if (step > 0) {
            seen = step >= WINDOW ? 1 : seen << step | 1;
            highest = index;
        } else {
            seen |= 1L << -step;
        }
    }
}
