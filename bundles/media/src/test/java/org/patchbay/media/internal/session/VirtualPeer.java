package org.patchbay.media.internal.session;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.Recording;
import org.patchbay.media.internal.dtmf.ToneSender;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.srtp.SecuredPeer;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.LossyNetwork;
import org.patchbay.testkit.Tones;

/** A phone and the network to it in virtual time: the path of one session, without sockets. */
final class VirtualPeer implements PacketPath {
    private record Packet(byte[] data, SocketAddress from, boolean control) {}

    private final int port;
    private final InetSocketAddress here;
    private final InetSocketAddress there;
    private final Recording heard;
    private final List<byte[]> control = new ArrayList<>();
    private final SecuredPeer secured = new SecuredPeer();
    private int refused;
    private final Queue<Packet> waiting = new ArrayDeque<>();
    private final double frequencyHz;
    private final double levelDb;
    private final ToneSender keys = new ToneSender();
    private LossyNetwork<byte[]> network;
    private Tones.Sine tone;
    private CodecFactory codec;
    private AudioEncoder encoder;
    private int payloadType;
    private MediaLoop loop;
    private Receiver receiver;
    private long nextSend;
    private int sequence = 65_500;
    private long timestamp = 0xFFFF_F000L;
    private int lastUnits;
    private int ssrc = 77;
    private int sendMs = 20;
    private int wantedMs = 20;
    private boolean talking;
    private int closed;
    private SocketAddress sentTo;

    VirtualPeer(int port, CodecFactory codec, int payloadType, double frequencyHz, double levelDb) {
        this.port = port;
        this.here = new InetSocketAddress("127.0.0.1", port);
        this.there = new InetSocketAddress("127.0.0.2", port);
        this.heard = new Recording(codec);
        this.frequencyHz = frequencyHz;
        this.levelDb = levelDb;
        speak(codec, payloadType);
        // Phones are not in step with the ticks.
        this.nextSend = 1_000_000_000_000L + port * 1_234_567L % 20_000_000L;
    }

    /** Another codec from the next packet on; at another rate the tone begins a period then. */
    void speak(CodecFactory next, int type) {
        if (codec == null || codec.audioRateHz() != next.audioRateHz()) {
            tone = new Tones.Sine(next.audioRateHz(), frequencyHz, levelDb);
        }
        codec = next;
        encoder = next.newEncoder("");
        payloadType = type;
    }

    /** How it protects its packets. */
    SecuredPeer secured() {
        return secured;
    }

    /** How many of our packets it did not take for genuine. */
    int notGenuine() {
        return refused;
    }

    LocalAudio local(Direction direction, AudioFormat... more) {
        List<AudioFormat> formats = new ArrayList<>();
        formats.add(
                new AudioFormat(
                        payloadType, codec.name(), codec.clockRateHz(), codec.channels(), ""));
        formats.addAll(List.of(more));
        return new LocalAudio(
                "127.0.0.2", port, formats, direction, wantedMs, 7, 7, secured.wanted());
    }

    /** How long its packets are from now on, and those that it asks for in its next offer. */
    VirtualPeer packets(int ownMs, int askedMs) {
        sendMs = ownMs;
        wantedMs = askedMs;
        return this;
    }

    SessionDescription offer(Direction direction, AudioFormat... more) {
        return OfferAnswer.offer(local(direction, more));
    }

    /** What it sends goes through that network from now on, and not at once. */
    VirtualPeer through(LossyNetwork<byte[]> bad) {
        network = bad;
        return this;
    }

    /** A key as tones in what it says. */
    void press(char key) {
        keys.press(key, 100);
    }

    void talk(boolean value) {
        talking = value;
    }

    /** The peer's own clock: a packet every 20 ms, or as long as its packets are. */
    void step(long now) {
        if (network != null) {
            network.deliver(now, (packet, at) -> arrive(packet, there, false, now));
        }
        if (now < nextSend) {
            return;
        }
        nextSend += sendMs * 1_000_000L;
        timestamp += lastUnits;
        lastUnits = codec.clockRateHz() / 1000 * sendMs;
        if (talking) {
            float[] frame = new float[codec.audioRateHz() / 1000 * sendMs];
            tone.fill(frame, 0, frame.length);
            if (keys.active()) {
                keys.frame(frame, frame.length, codec.audioRateHz());
            }
            byte[] payload = new byte[1500];
            int n = encoder.encode(frame, 0, frame.length, payload, 0);
            send(payloadType, false, timestamp, java.util.Arrays.copyOf(payload, n), now);
        }
    }

    long timestamp() {
        return timestamp;
    }

    void restart(int newSsrc, int newSequence, long newTimestamp) {
        ssrc = newSsrc;
        sequence = newSequence;
        timestamp = newTimestamp;
    }

    void send(int type, boolean marker, long rtpTimestamp, byte[] payload, long now) {
        byte[] packet = new byte[RtpPacket.HEADER + payload.length];
        RtpPacket.writeHeader(packet, type, marker, sequence, rtpTimestamp, ssrc);
        sequence = sequence + 1 & 0xFFFF;
        System.arraycopy(payload, 0, packet, RtpPacket.HEADER, payload.length);
        byte[] sealed = secured.seal(packet, packet.length);
        if (network != null) {
            network.send(sealed, now);
        } else {
            arrive(sealed, there, false, now);
        }
    }

    void skipSequence() {
        sequence = sequence + 1 & 0xFFFF;
    }

    InetSocketAddress there() {
        return there;
    }

    /** Whatever comes from wherever. */
    void arrive(byte[] packet, SocketAddress from, boolean isControl, long now) {
        waiting.add(new Packet(packet, from, isControl));
        handOver(now);
    }

    private void handOver(long now) {
        while (loop != null && !waiting.isEmpty()) {
            Packet p = waiting.remove();
            PacketBuffers buffers = loop.buffers();
            System.arraycopy(p.data(), 0, buffers.in(), 0, p.data().length);
            if (p.control()) {
                receiver.rtcp(buffers, p.data().length, p.from(), now);
            } else {
                receiver.rtp(buffers, p.data().length, p.from(), now);
            }
        }
    }

    Recording heard() {
        return heard;
    }

    List<byte[]> control() {
        return control;
    }

    SocketAddress sentTo() {
        return sentTo;
    }

    int closed() {
        return closed;
    }

    int payloadType() {
        return payloadType;
    }

    // ---- the session's side ----

    @Override
    public InetSocketAddress local() {
        return here;
    }

    @Override
    public void watch(MediaLoop watching, Receiver to) {
        loop = watching;
        receiver = to;
        handOver(watching.time());
    }

    @Override
    public void unwatch(MediaLoop watching) {
        if (loop != watching) {
            throw new IllegalStateException("watched by " + loop);
        }
        loop = null;
    }

    @Override
    public boolean sendRtp(PacketBuffers buffers, int length, SocketAddress to) {
        sentTo = to;
        Optional<byte[]> plain = secured.open(buffers.out(), length);
        if (plain.isEmpty()) {
            refused++;
            return true;
        }
        byte[] packet = plain.get();
        return heard.keep(packet, packet.length, loop.time()) || control.add(packet);
    }

    @Override
    public boolean sendRtcp(PacketBuffers buffers, int length, SocketAddress to) {
        secured.open(buffers.out(), length).ifPresentOrElse(control::add, () -> refused++);
        return true;
    }

    @Override
    public void close(MediaLoop watching) {
        closed++;
        loop = null;
    }
}
