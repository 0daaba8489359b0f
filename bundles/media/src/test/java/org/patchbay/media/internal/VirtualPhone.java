package org.patchbay.media.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.srtp.SecuredPeer;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Tones;

/** A phone on the loopback: sends a tone every 20 ms and keeps what it hears. */
public final class VirtualPhone implements AutoCloseable {
    /** 20 ms at 48 kHz. */
    private static final float[] OTHER = new float[960];

    private final DatagramSocket socket;
    private final CodecFactory codec;
    private final AudioEncoder encoder;
    private final Tones.Sine tone;
    private final float[] frame;
    private final Recording heard;
    private final SecuredPeer secured = new SecuredPeer();
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean closed;
    private volatile boolean talking;
    private volatile int wantedMs = 20;
    private volatile AudioEncoder otherEncoder;
    private volatile int otherPayloadType;
    private volatile InetSocketAddress target;
    private volatile int payloadType;
    private volatile int sequence = 1000;
    private volatile long timestamp = 50_000;
    private volatile int ssrc;
    private AgreedAudio agreed;

    public VirtualPhone(CodecFactory codec, int payloadType, double frequencyHz, double levelDb)
            throws IOException {
        this.codec = codec;
        this.heard = new Recording(codec);
        this.payloadType = payloadType;
        this.encoder = codec.newEncoder("");
        this.tone = new Tones.Sine(codec.audioRateHz(), frequencyHz, levelDb);
        this.frame = new float[codec.audioRateHz() / 50];
        this.ssrc = (int) (frequencyHz * 7919);
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        socket.setReceiveBufferSize(1 << 19);
        sender = new Thread(this::sendAll, "phone-out");
        receiver = new Thread(this::receiveAll, "phone-in");
        sender.setDaemon(true);
        receiver.setDaemon(true);
        sender.start();
        receiver.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public LocalAudio local(Direction direction, AudioFormat... more) {
        List<AudioFormat> formats = new ArrayList<>();
        formats.add(
                new AudioFormat(
                        payloadType, codec.name(), codec.clockRateHz(), codec.channels(), ""));
        formats.addAll(List.of(more));
        return new LocalAudio(
                "127.0.0.1", port(), formats, direction, wantedMs, 7, 7, secured.wanted());
    }

    /** The length of packets that its offers ask for. */
    public VirtualPhone wants(int ptimeMs) {
        wantedMs = ptimeMs;
        return this;
    }

    /** What it protects its packets with, in its next offer or answer. */
    public VirtualPhone secured(LocalCrypto crypto) {
        secured.wants(crypto);
        return this;
    }

    /** Half of its packets are of another coding from now on, in no pattern. */
    public void alternate(CodecFactory other, int type) {
        otherPayloadType = type;
        otherEncoder = other.newEncoder("");
    }

    public SessionDescription offer(AudioFormat... more) {
        return OfferAnswer.offer(local(Direction.SENDRECV, more));
    }

    /** Learns from our side's answer where to send. */
    public void learn(SessionDescription answer, AudioFormat... more) {
        agreed = OfferAnswer.agree(local(Direction.SENDRECV, more), answer);
        aim(agreed);
    }

    public SessionDescription answer(SessionDescription offer, AudioFormat... more) {
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, local(Direction.SENDRECV, more));
        agreed = answer.agreed();
        payloadType = agreed.send().payloadType();
        aim(agreed);
        return answer.description();
    }

    private void aim(AgreedAudio a) {
        secured.agreed(a.crypto());
        target = new InetSocketAddress(a.remoteAddress().orElseThrow(), a.remotePort());
    }

    public AgreedAudio agreed() {
        return agreed;
    }

    public InetSocketAddress target() {
        return target;
    }

    public void talk(boolean value) {
        talking = value;
    }

    public void aimAt(InetSocketAddress where) {
        target = where;
    }

    private void sendAll() {
        long next = System.nanoTime();
        while (!closed) {
            next += TimeUnit.MILLISECONDS.toNanos(20);
            long wait;
            while ((wait = next - System.nanoTime()) > 0) {
                LockSupport.parkNanos(wait);
            }
            timestamp += codec.clockRateHz() / 50;
            if (talking && target != null) {
                tone.fill(frame, 0, frame.length);
                byte[] packet = new byte[1500];
                boolean other = otherEncoder != null && Integer.bitCount(sequence) % 2 == 0;
                int n =
                        other
                                ? otherEncoder.encode(OTHER, 0, 960, packet, RtpPacket.HEADER)
                                : encoder.encode(frame, 0, frame.length, packet, RtpPacket.HEADER);
                int type = other ? otherPayloadType : payloadType;
                RtpPacket.writeHeader(packet, type, false, sequence, timestamp, ssrc);
                sequence = sequence + 1 & 0xFFFF;
                byte[] sealed = secured.seal(packet, RtpPacket.HEADER + n);
                send(sealed, sealed.length, target);
            }
        }
    }

    /** Sends a packet with the phone's next number; the payload is somebody else's business. */
    public void sendPayload(int type, boolean marker, long rtpTimestamp, byte[] payload) {
        byte[] packet = new byte[RtpPacket.HEADER + payload.length];
        RtpPacket.writeHeader(packet, type, marker, sequence, rtpTimestamp, ssrc);
        sequence = sequence + 1 & 0xFFFF;
        System.arraycopy(payload, 0, packet, RtpPacket.HEADER, payload.length);
        send(packet, packet.length, target);
    }

    public long timestamp() {
        return timestamp;
    }

    public void send(byte[] packet, int length, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(packet, length, to));
        } catch (IOException e) {
            if (!closed) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void receiveAll() {
        byte[] in = new byte[2048];
        while (!closed) {
            DatagramPacket p = new DatagramPacket(in, in.length);
            try {
                socket.receive(p);
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            secured.open(in, p.getLength())
                    .ifPresent(plain -> heard.keep(plain, plain.length, System.nanoTime()));
        }
    }

    public Recording heard() {
        return heard;
    }

    /** The audio of the last so many milliseconds. */
    public float[] lately(int ms) {
        return heard.lately(payloadType, ms);
    }

    public int rateHz() {
        return codec.audioRateHz();
    }

    @Override
    public void close() {
        closed = true;
        socket.close();
        try {
            sender.join(2000);
            receiver.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        encoder.close();
    }
}
