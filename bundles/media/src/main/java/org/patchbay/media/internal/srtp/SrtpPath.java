package org.patchbay.media.internal.srtp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.SrtpKey;

/**
 * Protects what leaves a session and opens what comes, in front of its sockets: nothing else knows
 * whether a leg is secured. Lets everything through as it is while nothing is agreed, or nothing at
 * all where keys are still to come. Owned by one media loop.
 */
public final class SrtpPath implements PacketPath {
    private final PacketPath sockets;

    /** Keys come over the path itself, and without them there are no packets. */
    private final boolean keysCome;

    /** The last that came; the loop puts it in force with the next packet. */
    private volatile Protection came;

    private Protection protection;

    /** The peer's last key: what it sent before it knew of the new one is still on its way. */
    private SrtpReceiver before;

    private long refused;

    public SrtpPath(PacketPath sockets) {
        this(sockets, false);
    }

    private SrtpPath(PacketPath sockets, boolean keysCome) {
        this.sockets = sockets;
        this.keysCome = keysCome;
    }

    /** Neither sends nor takes anything until {@link #keyed}. */
    public static SrtpPath awaitingKeys(PacketPath sockets) {
        return new SrtpPath(sockets, true);
    }

    /** The keys from now on, never the same again. Any thread; what is costly is done here. */
    public void keyed(SrtpKey ours, SrtpKey theirs) {
        if (ours.suite() != theirs.suite()) {
            throw new IllegalArgumentException("keys of two suites");
        }
        came = new Protection(ours.suite().name(), new SrtpSender(ours), new SrtpReceiver(theirs));
    }

    /** Whether packets may pass at all. */
    private boolean ready() {
        Protection last = came;
        if (last != null && last != protection) {
            inForce(last);
        }
        return protection != null || !keysCome;
    }

    /**
     * Puts an agreement in force, where that is what says how packets are protected.
     *
     * @param next null for plain packets
     */
    public void protect(Protection next) {
        if (!keysCome) {
            inForce(next);
        }
    }

    private void inForce(Protection next) {
        boolean otherKey =
                next != null && protection != null && next.receiver() != protection.receiver();
        if (otherKey) {
            before = protection.receiver();
        } else if (next == null) {
            before = null;
        }
        protection = next;
    }

    /** The suite; empty while packets are plain. */
    public String suite() {
        return protection == null ? "" : protection.suite();
    }

    /** Packets that were not genuine, or were there before. */
    public long refused() {
        return refused;
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
        if (!ready()) {
            return -1;
        }
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
        if (!ready()) {
            return -1;
        }
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
