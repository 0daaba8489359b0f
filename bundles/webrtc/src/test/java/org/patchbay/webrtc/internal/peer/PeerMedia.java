package org.patchbay.webrtc.internal.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.srtp.SrtpReceiver;
import org.patchbay.media.internal.srtp.SrtpSender;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.testkit.Tones;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;

/** A tone in one codec, protected, and what comes back in it. */
final class PeerMedia {
    private static final int MOST_BYTES = 1500;
    private static final int DYNAMIC = 111;

    private final Tones.Sine tone;
    private final CodecFactory codec;
    private final int payloadType;
    private final AudioEncoder encoder;
    private final AudioDecoder decoder;
    private final int frameSamples;
    private final int frameTicks;
    private final List<float[]> heard = new ArrayList<>();
    private SrtpSender sender;
    private SrtpReceiver receiver;
    private int sequence = 1;
    private long timestamp;
    private int refused;

    PeerMedia(double frequencyHz, double levelDb, CodecFactory codec) {
        this.tone = new Tones.Sine(codec.audioRateHz(), frequencyHz, levelDb);
        this.codec = codec;
        this.payloadType = codec.staticPayloadType() < 0 ? DYNAMIC : codec.staticPayloadType();
        this.encoder = codec.newEncoder("");
        this.decoder = codec.newDecoder();
        this.frameSamples = codec.audioRateHz() / 50;
        this.frameTicks = codec.clockRateHz() / 50;
    }

    /** What it can, its own codec first. */
    List<AudioFormat> formats() {
        List<AudioFormat> all = new ArrayList<>();
        all.add(
                new AudioFormat(
                        payloadType,
                        codec.name(),
                        codec.clockRateHz(),
                        codec.channels(),
                        codec.formatParameters()));
        if (payloadType != 0) {
            all.add(AudioFormat.of(0, "PCMU", 8000));
        }
        all.add(AudioFormat.of(101, AudioFormat.TELEPHONE_EVENT, 8000));
        return all;
    }

    synchronized void keyed(DtlsKeys keys) {
        sender = new SrtpSender(keys.ours());
        receiver = new SrtpReceiver(keys.theirs());
    }

    /** 20 ms as they go on the wire; empty before there are keys. */
    synchronized byte[] next() {
        if (sender == null) {
            return new byte[0];
        }
        float[] frame = new float[frameSamples];
        tone.fill(frame, 0, frameSamples);
        byte[] packet = new byte[MOST_BYTES];
        int n = encoder.encode(frame, 0, frameSamples, packet, RtpPacket.HEADER);
        timestamp += frameTicks;
        RtpPacket.writeHeader(packet, payloadType, false, sequence++ & 0xFFFF, timestamp, 4711);
        return Arrays.copyOf(packet, sender.seal(packet, RtpPacket.HEADER + n));
    }

    synchronized void came(byte[] data, int length) {
        if (receiver == null || RtpPacket.looksLikeRtcp(data, length)) {
            return;
        }
        byte[] packet = Arrays.copyOf(data, length);
        int plain = receiver.open(packet, length);
        RtpPacket rtp = new RtpPacket();
        if (plain < 0 || !rtp.read(packet, plain)) {
            refused++;
            return;
        }
        if (rtp.payloadType() == payloadType) {
            float[] out = new float[6 * frameSamples];
            int n = decoder.decode(rtp.data(), rtp.payloadOffset(), rtp.payloadLength(), out, 0);
            heard.add(Arrays.copyOf(out, n));
        }
    }

    /** Native memory of a codec goes with it; what comes late is not looked at. */
    synchronized void close() {
        sender = null;
        receiver = null;
        encoder.close();
        decoder.close();
    }

    synchronized int packets() {
        return heard.size();
    }

    synchronized int refused() {
        return refused;
    }

    synchronized void forget() {
        heard.clear();
    }

    /** The last so many milliseconds that came. */
    synchronized float[] lately(int ms) {
        List<float[]> last = heard.subList(Math.max(0, heard.size() - ms / 20), heard.size());
        float[] all = new float[last.size() * frameSamples];
        int at = 0;
        for (float[] frame : last) {
            System.arraycopy(frame, 0, all, at, Math.min(frameSamples, frame.length));
            at += frameSamples;
        }
        return all;
    }
}
