package org.patchbay.media.internal.loop;

import java.nio.channels.DatagramChannel;

/** Takes the packets of a socket that a {@link MediaLoop} watches. */
@FunctionalInterface
public interface PacketReader {
    /** The channel is readable. Called on the loop. */
    void readable(DatagramChannel channel, long nowNanos);
}
