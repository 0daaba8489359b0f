package org.patchbay.webrtc.internal.srtp;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;

/**
 * SRTP of one path (RFC 3711, 5764), by jitsi-srtp: what leaves is protected with the keys of the
 * last handshake, what comes is opened with them. What was on its way when they changed is opened
 * with those before, until something comes under the new ones. One thread seals; any may open.
 */
public final class Protection {
    /** What a packet may grow by: an index and a tag of 16 bytes. */
    public static final int ROOM = 4 + 16;

    private final LongSupplier clockMs;
    private volatile Keyed now;

    /** Guarded by this, as is all that opens. */
    private Opening before;

    private volatile long refused;

    private record Keyed(String suite, Sealing sealing, Opening opening) {}

    /**
     * @param clockMs monotonic
     */
    public Protection(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    /** The keys from now on, never the same again: their counters begin anew. */
    public synchronized void keyed(DtlsKeys keys) {
        Keyed last = now;
        before = last == null ? null : last.opening();
        now =
                new Keyed(
                        keys.ours().suite().name(),
                        new Sealing(keys.ours()),
                        new Opening(keys.theirs(), clockMs.getAsLong()));
    }

    /** Empty as long as there are no keys. */
    public String suite() {
        Keyed current = now;
        return current == null ? "" : current.suite();
    }

    /** Packets that were not genuine, or had been there before. */
    public long refused() {
        return refused;
    }

    /**
     * @param packet with {@link #ROOM} behind it
     * @return its length now; −1 where it must not be sent
     */
    public int seal(byte[] packet, int length) {
        Keyed current = now;
        return current == null ? -1 : current.sealing().seal(packet, length);
    }

    /**
     * Opens it in place. One that is not genuine may be spoilt.
     *
     * @return its length now; −1 where it is not genuine, was there before, or has no keys yet
     */
    public synchronized int open(byte[] data, int offset, int length) {
        Keyed current = now;
        if (current == null) {
            return -1;
        }
        long nowMs = clockMs.getAsLong();
        byte[] again = before == null ? null : Arrays.copyOfRange(data, offset, offset + length);
        int plain = current.opening().open(data, offset, length, nowMs);
        if (plain >= 0) {
            boolean control = Rtcp.is(data, offset);
            before = control ? before : null;
            return plain;
        }
        plain = again == null ? -1 : before.open(again, 0, length, nowMs);
        if (plain < 0) {
            refused++;
        } else {
            System.arraycopy(again, 0, data, offset, plain);
        }
        return plain;
    }
}
