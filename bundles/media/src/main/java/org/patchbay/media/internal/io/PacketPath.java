package org.patchbay.media.internal.io;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;

/** How the packets of one session come and go. Owned by one media loop at a time. */
public interface PacketPath {
    /** Takes what arrives, in {@link PacketBuffers#in()}. Called on the loop that watches. */
    interface Receiver {
        void rtp(PacketBuffers buffers, int length, SocketAddress from, long nowNanos);

        void rtcp(PacketBuffers buffers, int length, SocketAddress from, long nowNanos);
    }

    /** Our RTP address; RTCP is on the next port. */
    InetSocketAddress local();

    /** Where packets for {@code target} really go, for people. */
    default InetSocketAddress peer(InetSocketAddress target) {
        return target;
    }

    /** What the path itself protects packets with; empty where it leaves them as they are. */
    default String suite() {
        return "";
    }

    /** Packets that came and that the path itself did not find genuine. */
    default long refused() {
        return 0;
    }

    /** Lets {@code loop} hand over what arrives. On that loop. */
    void watch(MediaLoop loop, Receiver receiver);

    /** The loop lets go; another one may watch then. What arrives meanwhile waits. */
    void unwatch(MediaLoop loop);

    /** Sends {@link PacketBuffers#out()} up to {@code length}; false where it cannot leave. */
    boolean sendRtp(PacketBuffers buffers, int length, SocketAddress to);

    boolean sendRtcp(PacketBuffers buffers, int length, SocketAddress to);

    /** The end; idempotent. On the loop that watches. */
    void close(MediaLoop loop);
}
