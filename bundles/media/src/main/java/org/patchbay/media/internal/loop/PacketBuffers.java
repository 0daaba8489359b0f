package org.patchbay.media.internal.loop;

import java.nio.ByteBuffer;

/** Scratch space of one loop: what a packet passes through on its way in and out. */
public final class PacketBuffers {
    /** Larger datagrams are cut, and then dropped as malformed. */
    public static final int SIZE = 2048;

    private final ByteBuffer received = ByteBuffer.allocateDirect(SIZE);
    private final ByteBuffer sending = ByteBuffer.allocateDirect(SIZE);
    private final byte[] in = new byte[SIZE];
    private final byte[] out = new byte[SIZE];
    private final float[] samples = new float[48_000 / 1000 * 120];

    /** Where sockets read into. */
    public ByteBuffer received() {
        return received;
    }

    /** Where sockets write from. */
    public ByteBuffer sending() {
        return sending;
    }

    /** The received packet as an array. */
    public byte[] in() {
        return in;
    }

    /** The packet that is being made. */
    public byte[] out() {
        return out;
    }

    /** Room for 120 ms at 48 kHz; nobody keeps anything in it between two calls. */
    public float[] samples() {
        return samples;
    }
}
