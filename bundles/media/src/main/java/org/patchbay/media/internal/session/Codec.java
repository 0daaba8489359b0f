package org.patchbay.media.internal.session;

import java.util.Locale;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.sdp.AudioFormat;

/** What a factory says of itself, asked once when it came. */
record Codec(
        CodecFactory factory,
        String name,
        int clockRateHz,
        int audioRateHz,
        int channels,
        int staticPayloadType,
        String parameters,
        int preference) {
    Codec {
        if (clockRateHz < 1000
                || audioRateHz < 8000
                || audioRateHz > 48_000
                || audioRateHz % 50 != 0) {
            throw new IllegalArgumentException(
                    "codec " + name + ": clock " + clockRateHz + ", audio " + audioRateHz);
        }
    }

    static Codec of(CodecFactory f) {
        return new Codec(
                f,
                f.name(),
                f.clockRateHz(),
                f.audioRateHz(),
                f.channels(),
                f.staticPayloadType(),
                f.formatParameters(),
                f.preference());
    }

    /** The same for the same coding, whichever factory it is. */
    String key() {
        return name.toLowerCase(Locale.ROOT) + "/" + clockRateHz + "/" + channels;
    }

    static String key(AudioFormat format) {
        return format.key() + "/" + format.channels();
    }

    AudioFormat format(int payloadType) {
        return new AudioFormat(payloadType, name, clockRateHz, channels, parameters);
    }
}
