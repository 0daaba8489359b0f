package org.patchbay.media.internal.srtp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.rtp.RtpPacket;

/**
 * Protects what leaves a session and opens what comes, in front of its sockets: nothing else knows
 * whether a leg is secured. Lets everything through as it is while nothing is agreed. Owned by one
 * media loop.
 */
public final class SrtpPath implements PacketPath {
    private final PacketPath sockets;

    private Protection protection;

    /** The peer's last key: what it sent before it knew of the new one is still on its way. */
    private SrtpReceiver before;

    private long refused;

    public SrtpPath(PacketPath sockets) {
        this.sockets = sockets;
    }

    /**
     * Puts an agreement in force.
     *
     * @param next null for packets that are plain here
     */
    public void protect(Protection next) {
        boolean otherKey =
                next != null && protection != null && next.receiver() != protection.receiver();
        if (otherKey) {
            before = protection.receiver();
        } else if (next == null) {
            before = null;
        }
        protection = next;
    }

    /** Empty while packets are plain. */
    @Override
    public String suite() {
        return protection == null ? sockets.suite() : protection.suite();
    }

    /** Packets that were not genuine, or were there before. */
    @Override
    public long refused() {
        return refused + sockets.refused();
    }

    @Override
    public InetSocketAddress local() {
        return sockets.local();
    }

    @Override
    public InetSocketAddress peer(InetSocketAddress target) {
        return sockets.peer(target);
    }

    @Override
    public void watch(MediaLoop loop, Receiver receiver) {
        sockets.watch(loop, new Opening(receiver));
    }

    /** Opens what arrives. */
    private final class Opening implements Receiver {
        private final Receiver receiver;

        Opening(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void rtp(PacketBuffers buffers, int length, SocketAddress from, long nowNanos) {
            boolean control = RtpPacket.looksLikeRtcp(buffers.in(), length);
            int plain = open(buffers.in(), length, control);
            if (plain >= 0) {
                receiver.rtp(buffers, plain, from, nowNanos);
            }
        }

        @Override
        public void rtcp(PacketBuffers buffers, int length, SocketAddress from, long nowNanos) {
            int plain = open(buffers.in(), length, true);
            if (plain >= 0) {
                receiver.rtcp(buffers, plain, from, nowNanos);
            }
        }
    }

    private int open(byte[] packet, int length, boolean control) {
        if (protection == null) {
            return length;
        }
        int plain = open(protection.receiver(), packet, length, control);
        if (plain >= 0) {
            before = control ? before : null;
            return plain;
        }
        plain = before == null ? -1 : open(before, packet, length, control);
        if (plain < 0) {
            refused++;
        }
        return plain;
    }

    private static int open(SrtpReceiver receiver, byte[] packet, int length, boolean control) {
        return control ? receiver.openControl(packet, length) : receiver.open(packet, length);
    }

    @Override
    public void unwatch(MediaLoop loop) {
        sockets.unwatch(loop);
    }

    @Override
    public boolean sendRtp(PacketBuffers buffers, int length, SocketAddress to) {
        boolean control = RtpPacket.looksLikeRtcp(buffers.out(), length);
        int sealed = seal(buffers.out(), length, control);
        return sealed >= 0 && sockets.sendRtp(buffers, sealed, to);
    }

    @Override
    public boolean sendRtcp(PacketBuffers buffers, int length, SocketAddress to) {
        int sealed = seal(buffers.out(), length, true);
        return sealed >= 0 && sockets.sendRtcp(buffers, sealed, to);
    }

    private int seal(byte[] packet, int length, boolean control) {
        if (protection == null) {
            return length;
        }
        SrtpSender sender = protection.sender();
        return control ? sender.sealControl(packet, length) : sender.seal(packet, length);
    }

    @Override
    public void close(MediaLoop loop) {
        sockets.close(loop);
    }
}
