package org.patchbay.codec.opus.internal;

import java.util.List;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;

/** Offers Opus (RFC 7587). Encoders and decoders outlive it. */
final class OpusCodecFactory implements CodecFactory {
    static final int RATE_HZ = 48_000;

    private static final int FRAME_SAMPLES = RATE_HZ / 50;

    private final BoundLibrary library;
    private final OpusSettings settings;

    OpusCodecFactory(BoundLibrary library, OpusSettings settings) {
        this.library = library;
        this.settings = settings;
        loadClasses();
    }

    /**
     * Takes every path that a call can take: one that was never taken before cannot load its
     * classes any more after this bundle is gone.
     */
    private void loadClasses() {
        float[] samples = new float[FRAME_SAMPLES];
        byte[] payload = new byte[1500];
        try (AudioEncoder encoder = newEncoder("useinbandfec=1");
                AudioDecoder decoder = newDecoder()) {
            encoder.expectLoss(20);
            for (int i = 0; i < 3; i++) {
                int length = encoder.encode(samples, 0, FRAME_SAMPLES, payload, 0);
                decoder.recover(payload, 0, length, samples, 0, FRAME_SAMPLES);
                decoder.decode(payload, 0, length, samples, 0);
                decoder.samples(payload, 0, length);
            }
            decoder.conceal(samples, 0, FRAME_SAMPLES);
        }
    }

    @Override
    public String name() {
        return "opus";
    }

    @Override
    public int clockRateHz() {
        return RATE_HZ;
    }

    @Override
    public int audioRateHz() {
        return RATE_HZ;
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public String formatParameters() {
        return "minptime=10;useinbandfec=1" + (settings.dtx() ? ";usedtx=1" : "");
    }

    /** One frame each; 30 ms would take three of 10, and a codec made for longer ones. */
    @Override
    public List<Integer> packetTimesMs() {
        return List.of(10, 20, 40, 60);
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public AudioEncoder newEncoder(String remoteParameters) {
        return new OpusEncoder(library, settings, OpusParameters.read(remoteParameters));
    }

    @Override
    public AudioDecoder newDecoder() {
        return new OpusDecoder(library);
    }
}
