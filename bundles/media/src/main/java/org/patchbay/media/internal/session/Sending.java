package org.patchbay.media.internal.session;

import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.level.LevelMeter;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.relay.RelayTrack;
import org.patchbay.media.internal.rtp.RtpOut;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.rtp.SourceGate;

/** The sending half of a session: encodes what is heard, or passes on what is relayed. */
final class Sending {
    private static final int FRAME_MS = 20;

    private final PacketPath sockets;
    private final SourceGate gate;
    private final RtpOut out;
    private final RelayTrack track = new RelayTrack();
    private final LevelMeter meter = new LevelMeter();
    private final KeysOut keys;
    private Media media;
    private long lastTick = -1;
    private boolean marker = true;

    Sending(PacketPath sockets, SourceGate gate, RandomGenerator random, KeysOut keys) {
        this.sockets = sockets;
        this.gate = gate;
        this.keys = keys;
        this.out = new RtpOut(random, 8000);
    }

    void install(Media next, PacketBuffers buffers) {
        flush(buffers);
        boolean otherCoding = media == null || media.send != next.send;
        if (otherCoding) {
            out.clock(next.send.clockRateHz);
            interrupted(buffers);
        }
        if (media == null || next.sends && !media.sends) {
            marker = true;
        }
        keys.install(next);
        media = next;
    }

    RtpOut out() {
        return out;
    }

    boolean active() {
        return media != null && media.sends;
    }

    int rateHz(int otherwise) {
        return media == null ? otherwise : media.send.audioRateHz;
    }

    double levelDb() {
        return meter.db();
    }

    /** What feeds this stream changes: the next packet is joined by the clock on the wall. */
    void interrupted(PacketBuffers buffers) {
        flush(buffers);
        lastTick = -1;
        track.cut();
    }

    /**
     * Sends 20 ms, or keeps them until there is a packet of the length that the peer wants.
     *
     * @param in at the rate of the coding; null for silence
     */
    void frame(float[] in, int count, PacketBuffers buffers, long tick, long nowNanos) {
        if (in == null) {
            meter.silence();
        } else {
            meter.frame(in, 0, count);
        }
        if (!active()) {
            lastTick = -1;
            return;
        }
        timeline(tick, nowNanos);
        Packetizer packets = media.packets;
        if (!packets.continues(out.timestamp()) || keys.active()) {
            flush(buffers);
        }
        if (key(buffers)) {
            marker = true;
            return;
        }
        packetize(keys.audio(in, count, media.send.audioRateHz), count, buffers);
    }

    private void packetize(float[] in, int count, PacketBuffers buffers) {
        Packetizer packets = media.packets;
        packets.add(in, count, out.timestamp());
        for (int n = packets.ready(); n > 0; n = packets.ready()) {
            audio(n, buffers);
        }
    }

    /** What waits for more is sent as it is: what comes next does not go on with it. */
    private void flush(PacketBuffers buffers) {
        if (media == null) {
            return;
        }
        for (int n = media.packets.rest(); n > 0; n = media.packets.rest()) {
            audio(n, buffers);
        }
    }

    private void audio(int count, PacketBuffers buffers) {
        Packetizer packets = media.packets;
        byte[] packet = buffers.out();
        long rtpTimestamp = packets.rtpTimestamp();
        int length =
                media.send.encoder.encode(packets.samples(), 0, count, packet, RtpPacket.HEADER);
        packets.taken(count);
        if (length <= 0) {
            // Discontinuous transmission: time passes, the next packet begins a talkspurt.
            marker = true;
            return;
        }
        RtpPacket.writeHeader(
                packet,
                media.sendPayloadType,
                marker,
                out.nextSequence(),
                rtpTimestamp,
                out.ssrc());
        marker = false;
        send(buffers, length);
    }

    private void timeline(long tick, long nowNanos) {
        if (lastTick >= 0 && tick > lastTick) {
            out.advance(tick - lastTick, nowNanos);
        } else {
            out.resume(nowNanos);
            marker = true;
        }
        lastTick = tick;
    }

    private boolean key(PacketBuffers buffers) {
        // Where the peer knows keys at another clock only, one stream has packets of two clocks.
        // They stay on the timeline of the audio (RFC 7160: no jump); durations are in the
        // clock of the keys.
        int length = keys.event(out.timestamp(), buffers.out(), RtpPacket.HEADER);
        if (length == 0) {
            return false;
        }
        RtpPacket.writeHeader(
                buffers.out(),
                media.sendEventPayloadType,
                keys.eventMarker(),
                out.nextSequence(),
                keys.eventTimestamp(),
                out.ssrc());
        send(buffers, length);
        return true;
    }

    private void send(PacketBuffers buffers, int payloadLength) {
        InetSocketAddress to = gate.target();
        if (to != null && sockets.sendRtp(buffers, RtpPacket.HEADER + payloadLength, to)) {
            out.sent(payloadLength);
        }
    }

    // ---- relay ----

    /** Keys of our own have to be sent while the audio is relayed. */
    void relayTick(PacketBuffers buffers, long tick, long nowNanos) {
        if (!active() || !keys.active()) {
            lastTick = -1;
            return;
        }
        timeline(tick, nowNanos);
        if (keys.asTones()) {
            int rateHz = media.send.audioRateHz;
            packetize(keys.audio(null, rateHz / 50, rateHz), rateHz / 50, buffers);
        } else {
            key(buffers);
        }
        track.cut();
    }

    void relayAudio(RtpPacket packet, int ms, PacketBuffers buffers, long nowNanos) {
        if (active() && !keys.active()) {
            relay(packet, media.sendPayloadType, ms > 0 ? ms : FRAME_MS, buffers, nowNanos);
        }
    }

    boolean relayEvent(RtpPacket packet, int clockHz, PacketBuffers buffers, long nowNanos) {
        if (!active() || media.sendEventClockHz != clockHz || clockHz != media.send.clockRateHz) {
            return false;
        }
        relay(packet, media.sendEventPayloadType, FRAME_MS, buffers, nowNanos);
        return true;
    }

    private void relay(
            RtpPacket packet, int payloadType, int ms, PacketBuffers buffers, long nowNanos) {
        if (!track.map(packet, ms, out, nowNanos)) {
            return;
        }
        byte[] to = buffers.out();
        RtpPacket.writeHeader(
                to,
                payloadType,
                packet.marker() || marker,
                track.sequence(),
                track.timestamp(),
                out.ssrc());
        System.arraycopy(
                packet.data(),
                packet.payloadOffset(),
                to,
                RtpPacket.HEADER,
                packet.payloadLength());
        marker = false;
        send(buffers, packet.payloadLength());
    }
}
