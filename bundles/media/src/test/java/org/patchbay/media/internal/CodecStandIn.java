package org.patchbay.media.internal;

import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.g711.Pcmu;

/** G.711 µ-law by another name and with other clocks, a byte a sample at whatever rate. */
public class CodecStandIn implements CodecFactory {
    private final String name;
    private final int clockRateHz;
    private final int audioRateHz;
    private int channels = 1;
    private int staticPayloadType = -1;
    private int preference = 1;
    private int made;

    public CodecStandIn(String name, int clockRateHz, int audioRateHz) {
        this.name = name;
        this.clockRateHz = clockRateHz;
        this.audioRateHz = audioRateHz;
    }

    /** What Opus says of itself. */
    public static CodecStandIn opus() {
        CodecStandIn opus = new CodecStandIn("opus", 48_000, 48_000);
        opus.channels = 2;
        opus.preference = 100;
        return opus;
    }

    /** What G.722 says of itself: a clock that is half of its rate (RFC 3551 §4.5.2). */
    public static CodecStandIn g722() {
        return new CodecStandIn("G722", 8000, 16_000).staticPayloadType(9);
    }

    public CodecStandIn staticPayloadType(int type) {
        staticPayloadType = type;
        return this;
    }

    /** Encoders and decoders. */
    public int made() {
        return made;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int clockRateHz() {
        return clockRateHz;
    }

    @Override
    public int audioRateHz() {
        return audioRateHz;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int staticPayloadType() {
        return staticPayloadType;
    }

    @Override
    public int preference() {
        return preference;
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
