package org.patchbay.media.internal.session;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaPath;
import org.patchbay.media.internal.Recording;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.srtp.SecuredPeer;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.sdp.SrtpKey;
import org.patchbay.testkit.Tones;

/** A browser and the path to it in virtual time: keys come when the test says so. */
final class PathPeer implements MediaPath {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5000);

    private final CodecFactory codec;
    private final int payloadType;
    private final Recording heard;
    private final Tones.Sine tone;
    private final AudioEncoder encoder;
    private final SecuredPeer secured = new SecuredPeer();
    private final List<byte[]> raw = new ArrayList<>();
    private InetSocketAddress remote = new InetSocketAddress("127.0.0.2", 6000);
    private Inlet inlet;
    private boolean talking;
    private long nextSend = 1_000_003_000_000L;
    private long now;
    private int sequence = 7;
    private long timestamp = 11;
    private int closed;
    private int unheard;
    private boolean counting;
    private volatile int sent;

    PathPeer(CodecFactory codec, int payloadType, double frequencyHz, double levelDb) {
        this.codec = codec;
        this.payloadType = payloadType;
        this.heard = new Recording(codec);
        this.tone = new Tones.Sine(codec.audioRateHz(), frequencyHz, levelDb);
        this.encoder = codec.newEncoder("");
    }

    SessionDescription offer() {
        AudioFormat format =
                new AudioFormat(
                        payloadType, codec.name(), codec.clockRateHz(), codec.channels(), "");
        return OfferAnswer.offer(
                new LocalAudio(
                        "0.0.0.0",
                        9,
                        List.of(format),
                        Direction.SENDRECV,
                        20,
                        7,
                        7,
                        LocalCrypto.DTLS));
    }

    /** The handshake is over: these are the keys of both sides. */
    void keyed(SrtpKey ofSession, SrtpKey ofPeer) {
        secured.agreed(Optional.of(new AgreedCrypto(0, ofPeer, ofSession, true)));
        inlet.keyed(ofSession, ofPeer);
    }

    void talk(boolean value) {
        talking = value;
    }

    void step(long nanos) {
        now = nanos;
        if (!talking || !counting && nanos < nextSend) {
            return;
        }
        nextSend = Math.max(nextSend + 20_000_000L, nanos);
        float[] frame = new float[codec.audioRateHz() / 50];
        tone.fill(frame, 0, frame.length);
        byte[] packet = new byte[1000];
        int n = encoder.encode(frame, 0, frame.length, packet, RtpPacket.HEADER);
        RtpPacket.writeHeader(packet, payloadType, false, sequence++, timestamp, 99);
        timestamp += codec.clockRateHz() / 50;
        byte[] sealed = secured.seal(packet, RtpPacket.HEADER + n);
        // As others do: somewhere in a larger array.
        byte[] room = new byte[sealed.length + 5];
        System.arraycopy(sealed, 0, room, 5, sealed.length);
        unheard += inlet.packet(room, 5, sealed.length) ? 0 : 1;
    }

    /** Only counts what comes: for whoever measures what that costs. */
    PathPeer counting() {
        counting = true;
        return this;
    }

    int sent() {
        return sent;
    }

    Inlet inlet() {
        return inlet;
    }

    Recording heard() {
        return heard;
    }

    /** Whatever left the session, as it left. */
    List<byte[]> raw() {
        return raw;
    }

    int unheard() {
        return unheard;
    }

    int closed() {
        return closed;
    }

    void moved(InetSocketAddress elsewhere) {
        remote = elsewhere;
    }

    @Override
    public void open(Inlet where) {
        if (inlet != null) {
            throw new IllegalStateException("opened twice");
        }
        inlet = where;
    }

    @Override
    public boolean send(byte[] packet, int length) {
        sent++;
        if (counting) {
            return true;
        }
        raw.add(Arrays.copyOf(packet, length));
        secured.open(packet, length).ifPresent(p -> heard.keep(p, p.length, now));
        return true;
    }

    @Override
    public InetSocketAddress local() {
        return HERE;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void close() {
        closed++;
    }
}
