package org.patchbay.media.internal.io;

/**
 * Packets on their way to a media loop, copied and bounded. Those who put take turns; the one who
 * takes never waits for them.
 */
final class PacketRing {
    static final int SLOTS = 64;

    /** What audio needs; a slot that once held more keeps that room. */
    private static final int USUAL = 256;

    private final int longest;
    private final byte[][] slots = new byte[SLOTS][];
    private final int[] lengths = new int[SLOTS];
    private volatile int put;
    private volatile int taken;

    PacketRing(int longest) {
        this.longest = longest;
    }

    /** False where it is full, or the packet is longer than any that is taken. Any thread. */
    synchronized boolean put(byte[] data, int offset, int length) {
        int at = put;
        if (length <= 0 || length > longest || at - taken == SLOTS) {
            return false;
        }
        int index = at & SLOTS - 1;
        byte[] slot = slots[index];
        if (slot == null || slot.length < length) {
            slot = new byte[length <= USUAL ? USUAL : longest];
            slots[index] = slot;
        }
        System.arraycopy(data, offset, slot, 0, length);
        lengths[index] = length;
        put = at + 1;
        return true;
    }

    /** The length of the packet that was taken; −1 where none waits. By one thread at a time. */
    int take(byte[] to) {
        int at = taken;
        if (at == put) {
            return -1;
        }
        int index = at & SLOTS - 1;
        int length = lengths[index];
        System.arraycopy(slots[index], 0, to, 0, length);
        taken = at + 1;
        return length;
    }

    boolean isEmpty() {
        return taken == put;
    }
}
