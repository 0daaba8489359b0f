package org.patchbay.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The formats of an audio section: its payload types with rtpmap and fmtp put together. */
final class AudioFormats {
    private static final int MAX_CLOCK_RATE_HZ = 1_000_000;
    private static final int MAX_CHANNELS = 16;

    /** RFC 3551 §6, table 4: what a payload type means without an rtpmap. */
    private static final Map<Integer, AudioFormat> STATIC =
            Map.ofEntries(
                    known(0, "PCMU", 8000, 1),
                    known(3, "GSM", 8000, 1),
                    known(4, "G723", 8000, 1),
                    known(5, "DVI4", 8000, 1),
                    known(6, "DVI4", 16000, 1),
                    known(7, "LPC", 8000, 1),
                    known(8, "PCMA", 8000, 1),
                    known(9, "G722", 8000, 1),
                    known(10, "L16", 44100, 2),
                    known(11, "L16", 44100, 1),
                    known(12, "QCELP", 8000, 1),
                    known(13, "CN", 8000, 1),
                    known(14, "MPA", 90000, 1),
                    known(15, "G728", 8000, 1),
                    known(16, "DVI4", 11025, 1),
                    known(17, "DVI4", 22050, 1),
                    known(18, "G729", 8000, 1));

    private AudioFormats() {}

    private static Map.Entry<Integer, AudioFormat> known(
            int payloadType, String encoding, int clockRateHz, int channels) {
        return Map.entry(
                payloadType, new AudioFormat(payloadType, encoding, clockRateHz, channels, ""));
    }

    /**
     * In the order of the {@code m=} line. What has neither a readable rtpmap nor a static meaning
     * is taken from {@code otherwise} (our own offer, for an answer that left its rtpmap out), else
     * left out.
     */
    static List<AudioFormat> of(MediaDescription section, List<AudioFormat> otherwise) {
        Map<Integer, String> rtpmaps = byPayloadType(section, "rtpmap");
        Map<Integer, String> fmtps = byPayloadType(section, "fmtp");
        List<AudioFormat> formats = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (String token : section.formats()) {
            int payloadType = Numbers.upTo(token, 127);
            if (payloadType < 0 || !seen.add(payloadType)) {
                continue;
            }
            AudioFormat format = coding(payloadType, rtpmaps.get(payloadType), otherwise);
            if (format != null) {
                formats.add(format.withParameters(fmtps.getOrDefault(payloadType, "")));
            }
        }
        return formats;
    }

    private static AudioFormat coding(int payloadType, String rtpmap, List<AudioFormat> otherwise) {
        if (rtpmap != null) {
            return mapped(payloadType, rtpmap);
        }
        for (AudioFormat format : otherwise) {
            if (format.payloadType() == payloadType) {
                return format;
            }
        }
        return STATIC.get(payloadType);
    }

    /** Null where the rtpmap cannot be read. */
    private static AudioFormat mapped(int payloadType, String rtpmap) {
        String[] parts = rtpmap.split("/", 4);
        if (parts.length < 2 || parts[0].isBlank()) {
            return null;
        }
        String encoding = parts[0].strip();
        int clockRateHz = Numbers.upTo(parts[1].strip(), MAX_CLOCK_RATE_HZ);
        int channels = parts.length > 2 ? Numbers.upTo(parts[2].strip(), MAX_CHANNELS) : 1;
        if (clockRateHz <= 0 || channels <= 0) {
            return null;
        }
        if (encoding.equalsIgnoreCase("G722") && clockRateHz == 16000) {
            clockRateHz = 8000; // a wide-spread mistake: the audio's rate in place of the clock's
        }
        if (encoding.equalsIgnoreCase("opus")) {
            channels = 2; // RFC 7587 §7 allows nothing else; some leave it out
        }
        return new AudioFormat(payloadType, encoding, clockRateHz, channels, "");
    }

    /** Values of an attribute that begins with a payload type; the first for each counts. */
    private static Map<Integer, String> byPayloadType(MediaDescription section, String name) {
        Map<Integer, String> values = new HashMap<>();
        for (Attribute attribute : section.attributes()) {
            if (!attribute.name().equals(name)) {
                continue;
            }
            String value = attribute.value();
            int end = 0;
            while (end < value.length() && value.charAt(end) > ' ') {
                end++;
            }
            int payloadType = Numbers.upTo(value.substring(0, end), 127);
            if (payloadType >= 0) {
                values.putIfAbsent(payloadType, value.substring(end).strip());
            }
        }
        return values;
    }
}
