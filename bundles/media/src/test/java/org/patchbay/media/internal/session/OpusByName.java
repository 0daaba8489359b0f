package org.patchbay.media.internal.session;

import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.g711.Pcmu;

/** Opus by name and clock, G.711 inside; counts what is made of it. */
final class OpusByName implements CodecFactory {
    int made;

    @Override
    public String name() {
        return "opus";
    }

    @Override
    public int clockRateHz() {
        return 48_000;
    }

    @Override
    public int audioRateHz() {
        return 48_000;
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public AudioEncoder newEncoder(String remoteParameters) {
        made++;
        return new Pcmu().newEncoder("");
    }

    @Override
    public AudioDecoder newDecoder() {
        made++;
        return new Pcmu().newDecoder();
    }
}
