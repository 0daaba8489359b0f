package org.patchbay.media.internal.session;

import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.patchbay.media.internal.dtmf.DtmfSender;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.level.LevelMeter;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.relay.RelayTrack;
import org.patchbay.media.internal.rtp.RtpOut;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.rtp.SourceGate;

/** The sending half of a session: encodes what is heard, or passes on what is relayed. */
final class Sending {
    private static final float[] SILENCE = new float[48_000 / 50];

    private final PacketPath sockets;
    private final SourceGate gate;
    private final RtpOut out;
    private final RelayTrack track = new RelayTrack();
    private final LevelMeter meter = new LevelMeter();
    private Media media;
    private DtmfSender keys;
    private long lastTick = -1;
    private boolean marker = true;

    Sending(PacketPath sockets, SourceGate gate, RandomGenerator random) {
        this.sockets = sockets;
        this.gate = gate;
        this.out = new RtpOut(random, 8000);
    }

    void install(Media next) {
        boolean otherCoding = media == null || media.send != next.send;
        if (otherCoding) {
            out.clock(next.send.clockRateHz);
            interrupted();
        }
        if (media == null || next.sends && !media.sends) {
            marker = true;
        }
        if (next.sendEventPayloadType < 0) {
            keys = null;
        } else if (keys == null
                || media == null
                || media.sendEventClockHz != next.sendEventClockHz) {
            keys = new DtmfSender(next.sendEventClockHz);
        }
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
    void interrupted() {
        lastTick = -1;
        track.cut();
    }

    boolean press(char key, int durationMs) {
        return keys != null && keys.press(key, durationMs);
    }

    boolean takesKeys() {
        return keys != null;
    }

    /**
     * Sends 20 ms.
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
        if (key(buffers)) {
            marker = true;
            return;
        }
        byte[] packet = buffers.out();
        int length =
                media.send.encoder.encode(
                        in == null ? SILENCE : in, 0, count, packet, RtpPacket.HEADER);
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
                out.timestamp(),
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
        if (keys == null) {
            return false;
        }
        int length = keys.next(out.timestamp(), buffers.out(), RtpPacket.HEADER);
        if (length == 0) {
            return false;
        }
        RtpPacket.writeHeader(
                buffers.out(),
                media.sendEventPayloadType,
                keys.marker(),
                out.nextSequence(),
                keys.rtpTimestamp(),
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
        if (!active() || keys == null || !keys.active()) {
            lastTick = -1;
            return;
        }
        timeline(tick, nowNanos);
        key(buffers);
        track.cut();
    }

    void relayAudio(RtpPacket packet, PacketBuffers buffers, long nowNanos) {
        if (active() && (keys == null || !keys.active())) {
            relay(packet, media.sendPayloadType, buffers, nowNanos);
        }
    }

    boolean relayEvent(RtpPacket packet, int clockHz, PacketBuffers buffers, long nowNanos) {
        if (!active() || media.sendEventClockHz != clockHz || clockHz != media.send.clockRateHz) {
            return false;
        }
        relay(packet, media.sendEventPayloadType, buffers, nowNanos);
        return true;
    }

    private void relay(RtpPacket packet, int payloadType, PacketBuffers buffers, long nowNanos) {
        if (!track.map(packet, out, nowNanos)) {
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
