package org.patchbay.webrtc.internal.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.srtp.SrtpReceiver;
import org.patchbay.media.internal.srtp.SrtpSender;
import org.patchbay.testkit.Tones;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;

/** A tone in G.711, protected, and what comes back. */
final class PeerMedia {
    private final Tones.Sine tone;
    private final AudioEncoder encoder = new Pcmu().newEncoder("");
    private final AudioDecoder decoder = new Pcmu().newDecoder();
    private final List<float[]> heard = new ArrayList<>();
    private SrtpSender sender;
    private SrtpReceiver receiver;
    private int sequence = 1;
    private long timestamp = 160;
    private int refused;

    PeerMedia(double frequencyHz, double levelDb) {
        tone = new Tones.Sine(8000, frequencyHz, levelDb);
    }

    synchronized void keyed(DtlsKeys keys) {
        sender = new SrtpSender(keys.ours());
        receiver = new SrtpReceiver(keys.theirs());
    }

    /** 20 ms as they go on the wire; empty before there are keys. */
    synchronized byte[] next() {
        float[] frame = new float[160];
        tone.fill(frame, 0, 160);
        byte[] packet = new byte[400];
        int n = encoder.encode(frame, 0, 160, packet, RtpPacket.HEADER);
        RtpPacket.writeHeader(packet, 0, false, sequence++ & 0xFFFF, timestamp, 4711);
        timestamp += 160;
        if (sender == null) {
            return new byte[0];
        }
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
        if (rtp.payloadType() == 0) {
            float[] out = new float[2000];
            int n = decoder.decode(rtp.data(), rtp.payloadOffset(), rtp.payloadLength(), out, 0);
            heard.add(Arrays.copyOf(out, n));
        }
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
        float[] all = new float[last.size() * 160];
        int at = 0;
        for (float[] frame : last) {
            System.arraycopy(frame, 0, all, at, Math.min(160, frame.length));
            at += 160;
        }
        return all;
    }
}
