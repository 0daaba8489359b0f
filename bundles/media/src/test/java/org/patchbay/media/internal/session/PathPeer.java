package org.patchbay.media.internal.session;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaPath;
import org.patchbay.media.internal.Recording;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Tones;

/** A browser and the path to it in virtual time: keys come when the test says so. */
final class PathPeer implements MediaPath {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5000);

    private final CodecFactory codec;
    private final int payloadType;
    private final Recording heard;
    private final Tones.Sine tone;
    private final AudioEncoder encoder;
    private InetSocketAddress remote = new InetSocketAddress("127.0.0.2", 6000);
    private Inlet inlet;
    private boolean talking;
    private boolean hushed;
    private long nextSend = 1_000_003_000_000L;
    private long now;
    private int sequence = 7;
    private long timestamp = 11;
    private volatile String suite = "";
    private long refused;
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

    /** The handshake is over. */
    void keyed(String with) {
        suite = with;
    }

    /** Something came that was not genuine. */
    void forged() {
        refused++;
    }

    /** It goes on sending, and says nothing. */
    void hush() {
        hushed = true;
    }

    void talk(boolean value) {
        talking = value;
    }

    void step(long nanos) {
        now = nanos;
        if (!talking || suite.isEmpty() || !counting && nanos < nextSend) {
            return;
        }
        nextSend = Math.max(nextSend + 20_000_000L, nanos);
        float[] frame = new float[codec.audioRateHz() / 50];
        if (!hushed) {
            tone.fill(frame, 0, frame.length);
        }
        byte[] packet = new byte[1000];
        int n = encoder.encode(frame, 0, frame.length, packet, RtpPacket.HEADER);
        RtpPacket.writeHeader(packet, payloadType, false, sequence++, timestamp, 99);
        timestamp += codec.clockRateHz() / 50;
        int length = RtpPacket.HEADER + n;
        // As others do: somewhere in a larger array.
        byte[] room = new byte[length + 5];
        System.arraycopy(packet, 0, room, 5, length);
        unheard += inlet.packet(room, 5, length) ? 0 : 1;
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
        if (suite.isEmpty()) {
            return false;
        }
        sent++;
        if (!counting) {
            heard.keep(Arrays.copyOf(packet, length), length, now);
        }
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
    public String suite() {
        return suite;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void close() {
        closed++;
    }
}
