package org.patchbay.media.internal.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.rtp.Rtcp;
import org.patchbay.media.internal.rtp.RtcpStats;
import org.patchbay.media.internal.rtp.RtpOut;
import org.patchbay.media.internal.rtp.RtpSource;
import org.patchbay.media.internal.rtp.SourceGate;

/** RTCP of a session: reports go out every five seconds or so, the peer's come in. */
final class Reporting {
    /** RFC 3550 §6.2: five seconds, each time by half of it shorter or longer. */
    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private final PacketPath sockets;
    private final SourceGate gate;
    private final RtpOut out;
    private final RtpSource source;
    private final RandomGenerator random;
    private final LongSupplier wallMillis;
    private final Rtcp rtcp;
    private final RtcpStats stats = new RtcpStats();
    private Media media;
    private long nextNanos;
    private long packetsReported;
    private long expectedLossOf = -1;
    private long lastPacketNanos = Long.MIN_VALUE;

    /** Where the peer's RTCP came from last; null where none came, or its address changed. */
    private InetSocketAddress heardFrom;

    Reporting(
            PacketPath sockets,
            SourceGate gate,
            RtpOut out,
            RtpSource source,
            RandomGenerator random,
            LongSupplier wallMillis) {
        this.sockets = sockets;
        this.gate = gate;
        this.out = out;
        this.source = source;
        this.random = random;
        this.wallMillis = wallMillis;
        this.rtcp = new Rtcp(Long.toHexString(random.nextLong()) + "@patchbay");
    }

    void install(Media next, long nowNanos) {
        if (media == null) {
            // RFC 3550 §6.2: half of the interval before the first one.
            nextNanos = nowNanos + interval() / 2;
        }
        if (media == null || next.remoteRtcp == null || !next.remoteRtcp.equals(media.remoteRtcp)) {
            heardFrom = null;
        }
        media = next;
    }

    private long interval() {
        return (long) (INTERVAL_NANOS * (0.5 + random.nextDouble()));
    }

    void tick(PacketBuffers buffers, long nowNanos) {
        if (media != null && nowNanos - nextNanos >= 0) {
            nextNanos = nowNanos + interval();
            send(buffers, nowNanos, false);
        }
    }

    void bye(PacketBuffers buffers, long nowNanos) {
        if (media != null && (out.packets() > 0 || source.known())) {
            send(buffers, nowNanos, true);
        }
    }

    private void send(PacketBuffers buffers, long nowNanos, boolean bye) {
        SocketAddress to = target();
        if (to == null) {
            return;
        }
        boolean sender = out.packets() > packetsReported;
        packetsReported = out.packets();
        int length =
                rtcp.write(
                        buffers.out(),
                        out,
                        sender,
                        source,
                        stats,
                        Rtcp.ntp(wallMillis.getAsLong()),
                        nowNanos,
                        bye);
        if (media.mux) {
            sockets.sendRtp(buffers, length, to);
        } else {
            sockets.sendRtcp(buffers, length, to);
        }
    }

    private SocketAddress target() {
        InetSocketAddress rtp = gate.target();
        if (media.mux || rtp == null) {
            return rtp;
        }
        if (heardFrom != null) {
            return heardFrom;
        }
        InetAddress host = rtp.getAddress();
        boolean natted = media.remoteRtcp == null || !host.equals(media.remoteRtcp.getAddress());
        // Behind NAT nobody knows its port before it sends.
        return natted ? null : media.remoteRtcp;
    }

    void datagram(byte[] data, int length, SocketAddress from, long nowNanos) {
        if (media == null || !gate.admitsControl(from)) {
            return;
        }
        if (!media.mux && from instanceof InetSocketAddress isa) {
            heardFrom = isa;
        }
        lastPacketNanos = nowNanos;
        long before = stats.reports();
        Rtcp.read(
                data,
                length,
                out.ssrc(),
                source.ssrc(),
                stats,
                Rtcp.ntp(wallMillis.getAsLong()),
                nowNanos);
        if (stats.reports() != before) {
            expectLoss();
        }
    }

    private void expectLoss() {
        int percent = (int) Math.round(stats.remoteLost() * 100);
        if (percent != expectedLossOf) {
            expectedLossOf = percent;
            media.send.encoder.expectLoss(percent);
        }
    }

    /** When the peer's last one came; far in the past where none came. */
    long lastPacketNanos() {
        return lastPacketNanos;
    }

    RtcpStats stats() {
        return stats;
    }
}
