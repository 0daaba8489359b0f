package org.patchbay.codec.opus.internal;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * Native memory for one codec: samples, then a packet. Given back by {@link #free} and by nothing
 * else, so that no cleaner keeps anything alive.
 */
final class NativeBlock {
    private final long address;
    private final Pointer samples;
    private final Pointer packet;

    NativeBlock(int maxSamples, int maxPacketBytes) {
        long samplesBytes = (long) maxSamples * Float.BYTES;
        address = Native.malloc(samplesBytes + maxPacketBytes);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for an Opus codec");
        }
        samples = new Pointer(address);
        packet = new Pointer(address + samplesBytes);
    }

    Pointer samples() {
        return samples;
    }

    Pointer packet() {
        return packet;
    }

    void free() {
        Native.free(address);
    }
}
