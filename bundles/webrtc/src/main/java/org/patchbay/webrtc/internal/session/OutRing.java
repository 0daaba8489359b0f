package org.patchbay.webrtc.internal.session;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.webrtc.internal.srtp.Protection;

/**
 * Packets of one session on their way out, copied and bounded, with room behind each for what
 * protects it. One loop puts, one thread sends.
 */
final class OutRing {
    private static final int SLOTS = 64;
    private static final int USUAL = 256;
    private static final int LONGEST = 2048;

    /**
     * What protects and really sends it, or does not; may write over it, and {@link
     * Protection#ROOM} behind.
     */
    interface Wire {
        boolean send(byte[] packet, int length) throws IOException;
    }

    private final Outbox outbox;
    private final Wire wire;
    private final byte[][] slots = new byte[SLOTS][];
    private final int[] lengths = new int[SLOTS];
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    private volatile int put;
    private volatile int sent;

    OutRing(Outbox outbox, Wire wire) {
        this.outbox = outbox;
        this.wire = wire;
    }

    /** On the media loop. */
    boolean put(byte[] packet, int length) {
        int at = put;
        if (length > LONGEST || at - sent == SLOTS) {
            lost.incrementAndGet();
            return false;
        }
        int index = at & SLOTS - 1;
        int wanted = length + Protection.ROOM;
        if (slots[index] == null || slots[index].length < wanted) {
            slots[index] = new byte[wanted <= USUAL ? USUAL : LONGEST + Protection.ROOM];
        }
        System.arraycopy(packet, 0, slots[index], 0, length);
        lengths[index] = length;
        put = at + 1;
        if (ready.compareAndSet(false, true)) {
            outbox.ready(this);
        }
        return true;
    }

    /** On the outbox. */
    void flush() {
        ready.set(false);
        for (int at = sent; at != put; at++) {
            int index = at & SLOTS - 1;
            try {
                if (!wire.send(slots[index], lengths[index])) {
                    lost.incrementAndGet();
                }
            } catch (IOException | RuntimeException e) {
                lost.incrementAndGet(); // no way yet, or none any more
            }
            sent = at + 1;
        }
    }

    /** Packets that did not leave. */
    long lost() {
        return lost.get();
    }
}
