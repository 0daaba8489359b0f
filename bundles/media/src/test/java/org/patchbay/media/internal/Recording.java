package org.patchbay.media.internal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.rtp.RtpPacket;

/** The RTP packets that somebody got, and the audio in them. */
public final class Recording {
    /** One packet that came. */
    public record Heard(
            long nanos,
            int payloadType,
            boolean marker,
            int sequence,
            long timestamp,
            int ssrc,
            byte[] payload) {}

    private final CodecFactory codec;
    private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();

    public Recording(CodecFactory codec) {
        this.codec = codec;
    }

    /** Keeps a packet; false where it is no RTP. */
    public boolean keep(byte[] data, int length, long nanos) {
        RtpPacket rtp = new RtpPacket();
        if (RtpPacket.looksLikeRtcp(data, length) || !rtp.read(data, length)) {
            return false;
        }
        byte[] payload =
                Arrays.copyOfRange(
                        data, rtp.payloadOffset(), rtp.payloadOffset() + rtp.payloadLength());
        heard.add(
                new Heard(
                        nanos,
                        rtp.payloadType(),
                        rtp.marker(),
                        rtp.sequence(),
                        rtp.timestamp(),
                        rtp.ssrc(),
                        payload));
        return true;
    }

    public List<Heard> packets() {
        return List.copyOf(heard);
    }

    public List<Heard> ofType(int payloadType) {
        return heard.stream().filter(h -> h.payloadType() == payloadType).toList();
    }

    public int size() {
        return heard.size();
    }

    public void clear() {
        heard.clear();
    }

    /** The audio of some packets, one after the other. */
    public float[] audio(List<Heard> packets) {
        float[] out = new float[packets.size() * codec.audioRateHz() / 8 + codec.audioRateHz()];
        int at = 0;
        try (AudioDecoder decoder = codec.newDecoder()) {
            for (Heard h : packets) {
                at += decoder.decode(h.payload(), 0, h.payload().length, out, at);
            }
        }
        return Arrays.copyOf(out, at);
    }

    /** The audio of the last so many milliseconds, as 20 ms packets came. */
    public float[] lately(int payloadType, int ms) {
        List<Heard> all = ofType(payloadType);
        return audio(all.subList(all.size() - Math.min(all.size(), ms / 20), all.size()));
    }

    /** The audio as it stands on the RTP clock: what was never sent is silent. */
    public float[] timeline(int payloadType) {
        List<Heard> all = ofType(payloadType);
        if (all.isEmpty()) {
            return new float[0];
        }
        long first = all.get(0).timestamp();
        float[] out = new float[codec.audioRateHz() * 60];
        int end = 0;
        try (AudioDecoder decoder = codec.newDecoder()) {
            for (Heard h : all) {
                long units = (int) (h.timestamp() - first);
                int at = (int) (units * codec.audioRateHz() / codec.clockRateHz());
                end = at + decoder.decode(h.payload(), 0, h.payload().length, out, at);
            }
        }
        return Arrays.copyOf(out, end);
    }
}
