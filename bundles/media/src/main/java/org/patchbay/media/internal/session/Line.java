package org.patchbay.media.internal.session;

import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.internal.playout.Coding;
import org.patchbay.media.internal.rtp.RtpPacket;

/**
 * One coding in one session: the encoder and decoder that it keeps until it is no longer agreed.
 * Made by the thread that negotiates, then used by the media loop.
 */
final class Line {
    final String key;
    final String label;
    final int clockRateHz;
    final int audioRateHz;
    final AudioDecoder decoder;

    /** The same for the playout. */
    final Coding coding;

    /** Made when this coding is first agreed for sending. */
    AudioEncoder encoder;

    private final Codec codec;

    Line(Codec codec) {
        this.codec = codec;
        this.key = codec.key();
        this.label = codec.name() + "/" + codec.clockRateHz();
        this.clockRateHz = codec.clockRateHz();
        this.audioRateHz = codec.audioRateHz();
        this.decoder = codec.factory().newDecoder();
        this.coding = new Coding(decoder, clockRateHz, audioRateHz);
    }

    void wantEncoder(String remoteParameters) {
        if (encoder == null) {
            encoder = codec.factory().newEncoder(remoteParameters);
        }
    }

    /** How long a packet of this coding is that came; 0 where nobody knows. */
    int packetMs(RtpPacket packet) {
        int samples =
                decoder.samples(packet.data(), packet.payloadOffset(), packet.payloadLength());
        return samples * 1000 / audioRateHz;
    }

    /** What our packets are cut to, for a peer that asks for such a length. */
    int packetMs(int askedMs) {
        return codec.packetMs(askedMs);
    }

    void close() {
        decoder.close();
        if (encoder != null) {
            encoder.close();
        }
    }
}
