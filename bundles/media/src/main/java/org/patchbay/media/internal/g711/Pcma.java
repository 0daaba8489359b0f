package org.patchbay.media.internal.g711;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;

/** G.711 A-law: most other places (RFC 3551 §4.5.14, payload type 8). */
@Component(service = CodecFactory.class)
public final class Pcma implements CodecFactory {
    @Override
    public String name() {
        return "PCMA";
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
        return 8;
    }

    @Override
    public List<Integer> packetTimesMs() {
        return List.of(10, 20, 30, 40, 60);
    }

    @Override
    public int preference() {
        return 20;
    }

    @Override
    public AudioEncoder newEncoder(String remoteParameters) {
        return new G711Encoder(G711Law.A);
    }

    @Override
    public AudioDecoder newDecoder() {
        return new G711Decoder(G711Law.A);
    }
}
