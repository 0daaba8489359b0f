package org.patchbay.media.internal.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.media.api.MediaPath;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;

/**
 * A path that others own, as the loop sees it: packets that came wait in a bounded ring, and the
 * loop is woken for them. Who may send over it is their business: there is one peer.
 */
public final class ForeignPath implements PacketPath {
    /**
     * What descriptions say while ICE is still looking (RFC 8839 §4.2.1.3), and whom we talk to.
     */
    public static final InetSocketAddress PEER = peer();

    /** Packets that are taken before others have their turn. */
    private static final int BURST = 16;

    private final MediaPath path;
    private final PacketRing ring = new PacketRing(PacketBuffers.SIZE);
    private final AtomicLong lost = new AtomicLong();
    private volatile Watch watch;
    private boolean closed;

    public ForeignPath(MediaPath path) {
        this.path = path;
    }

    private static InetSocketAddress peer() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 9);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A packet that came. Any thread. */
    public boolean came(byte[] data, int offset, int length) {
        if (!ring.put(data, offset, length)) {
            lost.incrementAndGet();
            return false;
        }
        Watch now = watch;
        if (now != null) {
            now.wake();
        }
        return true;
    }

    /** Packets that there was no room for. Any thread. */
    public long lost() {
        return lost.get();
    }

    /** One loop that takes what came. After it let go, a wake that is on its way finds nothing. */
    private final class Watch implements Runnable {
        private final MediaLoop loop;
        private final Receiver receiver;
        private final AtomicBoolean woken = new AtomicBoolean();

        Watch(MediaLoop loop, Receiver receiver) {
            this.loop = loop;
            this.receiver = receiver;
        }

        void wake() {
            if (woken.compareAndSet(false, true)) {
                loop.post(this);
            }
        }

        @Override
        public void run() {
            // Before the look: who puts after it wakes again.
            woken.set(false);
            PacketBuffers buffers = loop.buffers();
            long now = loop.time();
            for (int i = 0; i < BURST && watch == this; i++) {
                int length = ring.take(buffers.in());
                if (length < 0) {
                    return;
                }
                receiver.rtp(buffers, length, PEER, now);
            }
            if (watch == this && !ring.isEmpty()) {
                wake();
            }
        }
    }

    @Override
    public InetSocketAddress local() {
        return path.local();
    }

    @Override
    public InetSocketAddress peer(InetSocketAddress target) {
        return target == null ? null : path.remote();
    }

    @Override
    public String suite() {
        return path.suite();
    }

    @Override
    public long refused() {
        return path.refused();
    }

    @Override
    public void watch(MediaLoop loop, Receiver receiver) {
        if (!closed) {
            Watch next = new Watch(loop, receiver);
            watch = next;
            next.wake();
        }
    }

    @Override
    public void unwatch(MediaLoop loop) {
        watch = null;
    }

    @Override
    public boolean sendRtp(PacketBuffers buffers, int length, SocketAddress to) {
        return path.send(buffers.out(), length);
    }

    @Override
    public boolean sendRtcp(PacketBuffers buffers, int length, SocketAddress to) {
        return path.send(buffers.out(), length);
    }

    @Override
    public void close(MediaLoop loop) {
        if (!closed) {
            closed = true;
            unwatch(loop);
            path.close();
        }
    }
}
