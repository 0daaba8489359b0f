package org.patchbay.media.internal.loop;

import java.nio.ByteBuffer;

/** Scratch space of one loop: what a packet passes through on its way in and out. */
public final class PacketBuffers {
    /** Larger datagrams are cut, and then dropped as malformed. */
    public static final int SIZE = 2048;

    private static final int FRAME = 48_000 / 50;

    private final ByteBuffer received = ByteBuffer.allocateDirect(SIZE);
    private final ByteBuffer sending = ByteBuffer.allocateDirect(SIZE);
    private final byte[] in = new byte[SIZE];
    private final byte[] out = new byte[SIZE];
    private final float[] samples = new float[48_000 / 1000 * 120];
    private final float[] sum = new float[FRAME];
    private final float[] mine = new float[FRAME];
    private final float[] voice = new float[FRAME];

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

    /** What all members of a mix say together in this tick; room for 20 ms at 48 kHz. */
    public float[] sum() {
        return sum;
    }

    /** What one member of a mix is given. */
    public float[] mine() {
        return mine;
    }

    /** What one member of a mix, or somebody alone, says. */
    public float[] voice() {
        return voice;
    }
}
