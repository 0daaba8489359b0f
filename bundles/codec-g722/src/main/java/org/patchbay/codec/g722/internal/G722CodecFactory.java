package org.patchbay.codec.g722.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;

/** Offers G.722. Immediate, so that its classes are loaded before the first call asks for it. */
@Component(immediate = true)
public final class G722CodecFactory implements CodecFactory {
    /** Loads every class that a call could need after this bundle is gone. */
    @Activate
    public G722CodecFactory() {
        byte[] payload = new byte[80];
        float[] samples = new float[160];
        try (AudioEncoder encoder = newEncoder("");
                AudioDecoder decoder = newDecoder()) {
            int length = encoder.encode(samples, 0, samples.length, payload, 0);
            decoder.decode(payload, 0, length, samples, 0);
            decoder.samples(payload, 0, length);
        }
    }

    @Override
    public String name() {
        return "G722";
    }

    /** Says 8000 for ever, by an old mistake (RFC 3551 §4.5.2). */
    @Override
    public int clockRateHz() {
        return 8000;
    }

    @Override
    public int audioRateHz() {
        return 16_000;
    }

    @Override
    public int staticPayloadType() {
        return 9;
    }

    @Override
    public List<Integer> packetTimesMs() {
        return List.of(10, 20, 30, 40, 60);
    }

    @Override
    public int preference() {
        return 50;
    }

    @Override
    public AudioEncoder newEncoder(String remoteParameters) {
        return new G722Encoder();
    }

    @Override
    public AudioDecoder newDecoder() {
        return new G722Decoder();
    }
}
