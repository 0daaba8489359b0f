package org.patchbay.media.internal.io;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.OptionalInt;
import org.patchbay.media.api.NoMediaPortException;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;

/**
 * The two sockets of one session, bound to one address only. Opened by any thread, then owned by
 * the loop that watches them.
 */
public final class UdpPair implements PacketPath {
    /** Packets that are taken from one socket before others have their turn. */
    private static final int BURST = 16;

    /**
     * Room for bursts of some 100 ms even of 20 streams; the system's default is larger than
     * needed.
     */
    private static final int SOCKET_BUFFER = 64 * 1024;

    private final PortPool pool;
    private final InetSocketAddress local;
    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private SelectionKey rtpKey;
    private SelectionKey rtcpKey;
    private boolean closed;

    private UdpPair(
            PortPool pool, InetSocketAddress local, DatagramChannel rtp, DatagramChannel rtcp) {
        this.pool = pool;
        this.local = local;
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /**
     * Takes a pair of the pool and binds it; pairs that another program sits on are passed over.
     *
     * @throws NoMediaPortException where none is left
     */
    public static UdpPair open(PortPool pool, InetAddress address) {
        for (int tries = 0; tries < pool.pairs(); tries++) {
            OptionalInt port = pool.take();
            if (port.isEmpty()) {
                break;
            }
            UdpPair pair = tryOpen(pool, address, port.getAsInt());
            if (pair != null) {
                return pair;
            }
            pool.giveBack(port.getAsInt());
        }
        throw new NoMediaPortException(
                "none of " + pool.pairs() + " port pairs is free on " + address.getHostAddress());
    }

    private static UdpPair tryOpen(PortPool pool, InetAddress address, int port) {
        DatagramChannel rtp = null;
        DatagramChannel rtcp = null;
        try {
            InetSocketAddress local = new InetSocketAddress(address, port);
            rtp = bound(local);
            rtcp = bound(new InetSocketAddress(address, port + 1));
            return new UdpPair(pool, local, rtp, rtcp);
        } catch (IOException e) {
            close(rtp);
            close(rtcp);
            return null;
        }
    }

    private static DatagramChannel bound(InetSocketAddress local) throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(
                        local.getAddress() instanceof Inet6Address
                                ? StandardProtocolFamily.INET6
                                : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.bind(local);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void watch(MediaLoop loop, Receiver receiver) {
        PacketBuffers buffers = loop.buffers();
        rtpKey =
                loop.watch(
                        rtp,
                        (channel, now) -> {
                            SocketAddress from;
                            for (int i = 0;
                                    i < BURST && (from = receive(channel, buffers)) != null;
                                    i++) {
                                receiver.rtp(buffers, buffers.received().limit(), from, now);
                            }
                        });
        rtcpKey =
                loop.watch(
                        rtcp,
                        (channel, now) -> {
                            SocketAddress from;
                            for (int i = 0;
                                    i < BURST && (from = receive(channel, buffers)) != null;
                                    i++) {
                                receiver.rtcp(buffers, buffers.received().limit(), from, now);
                            }
                        });
    }

    @Override
    public void unwatch(MediaLoop loop) {
        if (rtpKey != null) {
            loop.unwatch(rtpKey);
            loop.unwatch(rtcpKey);
            rtpKey = null;
            rtcpKey = null;
        }
    }

    @Override
    public boolean sendRtp(PacketBuffers buffers, int length, SocketAddress to) {
        return send(rtp, buffers, length, to);
    }

    @Override
    public boolean sendRtcp(PacketBuffers buffers, int length, SocketAddress to) {
        return send(rtcp, buffers, length, to);
    }

    private static boolean send(
            DatagramChannel channel, PacketBuffers buffers, int length, SocketAddress to) {
        ByteBuffer b = buffers.sending();
        b.clear();
        b.put(buffers.out(), 0, length).flip();
        try {
            return channel.send(b, to) > 0;
        } catch (IOException | RuntimeException e) {
            // No route, a refused port of a phone that is gone, or an address that is none.
            return false;
        }
    }

    /** Reads one packet into {@code buffers.in()}; null where none waits. */
    private static SocketAddress receive(DatagramChannel channel, PacketBuffers buffers) {
        ByteBuffer b = buffers.received();
        b.clear();
        try {
            SocketAddress from = channel.receive(b);
            if (from != null) {
                b.flip();
                b.get(buffers.in(), 0, b.limit());
            }
            return from;
        } catch (IOException e) {
            return null;
        }
    }

    /** Closes both sockets; the pair is back in the pool as soon as the system has it back. */
    @Override
    public void close(MediaLoop loop) {
        if (closed) {
            return;
        }
        closed = true;
        unwatch(loop);
        close(rtp);
        close(rtcp);
        loop.afterSelect(() -> pool.giveBack(local.getPort()));
    }

    private static void close(DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is of no use any more in any case.
            }
        }
    }
}
