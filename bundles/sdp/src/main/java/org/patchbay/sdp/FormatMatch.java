package org.patchbay.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One coding that both sides know: as they wrote it, and as we did. */
record FormatMatch(AudioFormat their, AudioFormat ours) {
    /** In the order of {@code theirs}; a coding that comes twice counts once. */
    static List<FormatMatch> of(List<AudioFormat> theirs, List<AudioFormat> ours) {
        List<FormatMatch> matches = new ArrayList<>();
        for (AudioFormat their : theirs) {
            if (matches.stream().anyMatch(m -> m.their.sameCoding(their))) {
                continue;
            }
            ours.stream()
                    .filter(our -> our.sameCoding(their))
                    .findFirst()
                    .ifPresent(our -> matches.add(new FormatMatch(their, our)));
        }
        return matches;
    }

    boolean isTelephoneEvent() {
        return ours.isTelephoneEvent();
    }

    /** Something to speak with: neither keys nor comfort noise. */
    boolean isCodec() {
        return !isTelephoneEvent() && !ours.encoding().equalsIgnoreCase(AudioFormat.COMFORT_NOISE);
    }

    /** To send: our spelling, their payload type, their wishes. */
    AudioFormat theirs() {
        return new AudioFormat(
                their.payloadType(),
                ours.encoding(),
                ours.clockRateHz(),
                ours.channels(),
                their.parameters());
    }

    /** To receive in an answer, which speaks with the offer's payload types (RFC 3264 §6.1). */
    AudioFormat oursWithTheirPayloadType() {
        return ours.withPayloadType(their.payloadType());
    }

    /**
     * RFC 4733 §2.6: keys have the clock of the audio that they replace. Many phones know only 8000
     * Hz, beside Opus too, and get what they know.
     */
    static Optional<FormatMatch> telephoneEventFor(FormatMatch codec, List<FormatMatch> events) {
        return events.stream()
                .filter(e -> e.ours.clockRateHz() == codec.ours.clockRateHz())
                .findFirst()
                .or(() -> events.stream().findFirst());
    }

    static String names(List<AudioFormat> formats) {
        return formats.isEmpty()
                ? "nothing readable"
                : formats.stream().map(AudioFormat::rtpmap).collect(Collectors.joining(", "));
    }
}
