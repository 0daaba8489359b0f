package org.patchbay.sdp;

import java.util.Locale;
import java.util.Objects;

/**
 * One audio format of an {@code m=audio} line: payload type with its rtpmap and fmtp (RFC 8866
 * §6.6, §6.15).
 *
 * @param payloadType RTP payload type, 0…127
 * @param encoding the encoding's name as registered; compared without case
 * @param clockRateHz the RTP clock rate. G.722 says 8000 although it samples at 16000 (RFC 3551
 *     §4.5.2)
 * @param channels 1 where the rtpmap names none
 * @param parameters the fmtp value, empty where there is none
 */
public record AudioFormat(
        int payloadType, String encoding, int clockRateHz, int channels, String parameters) {
    public static final String TELEPHONE_EVENT = "telephone-event";
    public static final String COMFORT_NOISE = "CN";

    public AudioFormat {
        Objects.requireNonNull(encoding);
        Objects.requireNonNull(parameters);
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type " + payloadType);
        }
        if (clockRateHz <= 0 || channels <= 0) {
            throw new IllegalArgumentException(encoding + "/" + clockRateHz + "/" + channels);
        }
    }

    public static AudioFormat of(int payloadType, String encoding, int clockRateHz) {
        return new AudioFormat(payloadType, encoding, clockRateHz, 1, "");
    }

    /** Whether both name the same coding, whatever their payload types and parameters are. */
    public boolean sameCoding(AudioFormat other) {
        return encoding.equalsIgnoreCase(other.encoding)
                && clockRateHz == other.clockRateHz
                && channels == other.channels;
    }

    public boolean isTelephoneEvent() {
        return encoding.equalsIgnoreCase(TELEPHONE_EVENT);
    }

    public AudioFormat withPayloadType(int newPayloadType) {
        return new AudioFormat(newPayloadType, encoding, clockRateHz, channels, parameters);
    }

    public AudioFormat withParameters(String newParameters) {
        return new AudioFormat(payloadType, encoding, clockRateHz, channels, newParameters);
    }

    /** The rtpmap's value without the payload type: {@code opus/48000/2}, {@code PCMU/8000}. */
    public String rtpmap() {
        return channels == 1
                ? encoding + "/" + clockRateHz
                : encoding + "/" + clockRateHz + "/" + channels;
    }

    /** Lower-case name for look-ups and maps. */
    public String key() {
        return encoding.toLowerCase(Locale.ROOT) + "/" + clockRateHz;
    }
}
