package org.patchbay.media.internal.playout;

import java.util.Arrays;
import java.util.Random;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.playout.Playout.Kind;
import org.patchbay.testkit.LossyNetwork;

/** A sender, a network and a playout in virtual time, a tick of 20 ms each. */
final class VirtualCall {
    static final long MS = 1_000_000;

    record Packet(int seq, long timestamp, boolean marker, byte[] payload) {}

    /** What was heard. */
    record Heard(float[] samples, Kind[] kinds, double[] delays, Playout playout) {
        long count(Kind kind) {
            return Arrays.stream(kinds).filter(k -> k == kind).count();
        }

        int firstSpeech() {
            return Arrays.asList(kinds).indexOf(Kind.SPEECH);
        }

        /** The samples from a pull on. */
        float[] from(int pull) {
            int frame = samples.length / kinds.length;
            return Arrays.copyOfRange(samples, pull * frame, samples.length);
        }

        double maxDelayMs() {
            return Arrays.stream(delays).max().orElse(0);
        }
    }

    private final LossyNetwork<Packet> network;
    private CodecFactory codec = new Pcmu();
    private AudioDecoder decoder;
    private int packetMs = 20;
    private int pullMs = 20;
    private double drift;
    private double wobbleMs;
    private double phaseMs = 13;
    private int firstSeq = 65_000;
    private long firstTimestamp = 0xFFFF_0000L;

    VirtualCall(LossyNetwork<Packet> network) {
        this.network = network;
    }

    VirtualCall codec(CodecFactory factory) {
        this.codec = factory;
        return this;
    }

    VirtualCall decoder(AudioDecoder own) {
        this.decoder = own;
        return this;
    }

    VirtualCall packetMs(int ms) {
        this.packetMs = ms;
        return this;
    }

    VirtualCall pullMs(int ms) {
        this.pullMs = ms;
        return this;
    }

    /** Parts per million that the sender is fast. */
    VirtualCall driftPpm(double ppm) {
        this.drift = ppm * 1e-6;
        return this;
    }

    /** Ticks come up to that much early or late. */
    VirtualCall wobbleMs(double ms) {
        this.wobbleMs = ms;
        return this;
    }

    /** How long after the first packet was sent the first tick is. */
    VirtualCall phaseMs(double ms) {
        this.phaseMs = ms;
        return this;
    }

    /** What happens beside, at each pull. */
    interface Beside {
        void at(long nowNanos, Playout playout);
    }

    Heard play(float[] audio) {
        return play(audio, (now, playout) -> {});
    }

    /**
     * Sends {@code audio}, at the codec's rate; zeros of a whole packet are not sent, with the
     * marker on the packet after.
     */
    Heard play(float[] audio, Beside beside) {
        int rate = codec.audioRateHz();
        int perPacket = rate / 1000 * packetMs;
        int perPull = rate / 1000 * pullMs;
        int pulls = audio.length / perPull;
        AudioEncoder encoder = codec.newEncoder("");
        Coding coding =
                new Coding(
                        decoder != null ? decoder : codec.newDecoder(), codec.clockRateHz(), rate);
        Playout playout = new Playout(coding.decoder(), codec.clockRateHz(), rate);
        Heard heard =
                new Heard(new float[pulls * perPull], new Kind[pulls], new double[pulls], playout);
        Random random = new Random(99);
        int sent = 0;
        int seq = firstSeq;
        boolean marker = true;
        for (int p = 0; p < pulls; p++) {
            long tick = (long) ((p * pullMs + phaseMs) * MS);
            long now = tick + (long) ((random.nextDouble() * 2 - 1) * wobbleMs * MS);
            while ((sent + 1) * perPacket <= audio.length
                    && sent * packetMs * MS / (1 + drift) <= now) {
                long at = (long) (sent * packetMs * MS / (1 + drift));
                if (silent(audio, sent * perPacket, perPacket)) {
                    marker = true;
                } else {
                    byte[] payload = new byte[perPacket * 2];
                    int n = encoder.encode(audio, sent * perPacket, perPacket, payload, 0);
                    long ts = firstTimestamp + (long) sent * packetMs * codec.clockRateHz() / 1000;
                    network.send(
                            new Packet(
                                    seq++ & 0xFFFF,
                                    ts & 0xFFFF_FFFFL,
                                    marker,
                                    Arrays.copyOf(payload, n)),
                            at);
                    marker = false;
                }
                sent++;
            }
            network.deliver(
                    now,
                    (packet, at) ->
                            playout.put(
                                    coding,
                                    packet.seq(),
                                    packet.timestamp(),
                                    packet.marker(),
                                    packet.payload(),
                                    0,
                                    packet.payload().length,
                                    at));
            beside.at(now, playout);
            heard.kinds()[p] = playout.pull(heard.samples(), p * perPull, perPull, now);
            heard.delays()[p] = playout.delayMs();
        }
        return heard;
    }

    private static boolean silent(float[] audio, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (audio[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
