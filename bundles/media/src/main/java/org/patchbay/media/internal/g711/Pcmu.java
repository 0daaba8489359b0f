package org.patchbay.media.internal.g711;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;

/** G.711 µ-law: North America and Japan (RFC 3551 §4.5.14, payload type 0). */
@Component(service = CodecFactory.class)
public final class Pcmu implements CodecFactory {
    @Override
    public String name() {
        return "PCMU";
    }

    @Override
    public int clockRateHz() {
        return 8000;
    }

    @Override
    public int audioRateHz() {
        return 8000;
    }

    @Override
    public int staticPayloadType() {
        return 0;
    }

    @Override
    public List<Integer> packetTimesMs() {
        return List.of(10, 20, 30, 40, 60);
    }

    @Override
    public int preference() {
        return 10;
    }

    @Override
    public AudioEncoder newEncoder(String remoteParameters) {
        return new G711Encoder(G711Law.MU);
    }

    @Override
    public AudioDecoder newDecoder() {
        return new G711Decoder(G711Law.MU);
    }
}
