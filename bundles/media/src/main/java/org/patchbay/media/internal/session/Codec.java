package org.patchbay.media.internal.session;

import java.util.List;
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
        List<Integer> packetTimesMs,
        int preference) {
    /** The longest that is made: whoever speaks is heard that much later. */
    private static final int LONGEST_PACKET_MS = 60;

    Codec {
        packetTimesMs = List.copyOf(packetTimesMs);
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
                f.packetTimesMs(),
                f.preference());
    }

    /** The packets for a peer that asks for such ones: none longer, except where there is none. */
    int packetMs(int askedMs) {
        int longest = Math.min(askedMs, LONGEST_PACKET_MS);
        int best = 0;
        for (int ms : packetTimesMs) {
            if (ms % 10 == 0 && ms <= longest && ms > best) {
                best = ms;
            }
        }
        return best > 0 ? best : 10;
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
