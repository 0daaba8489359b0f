package org.patchbay.sdp;

import java.util.List;

/** Reads the answer to our own offer (RFC 3264 §7). */
final class AnswerReader {
    private AnswerReader() {}

    static AgreedAudio agree(LocalAudio offered, SessionDescription answer) {
        MediaDescription section =
                answer.media().stream()
                        .filter(MediaDescription::isAudio)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new NoCommonFormatException(
                                                "the answer has no audio stream"));
        if (section.port() == 0) {
            throw new NoCommonFormatException("the answer rejected the audio stream");
        }
        AudioSection remote = new AudioSection(answer, section);
        boolean known =
                offered.crypto().dtls()
                        ? remote.isDtlsProfile() && remote.rtcpMux()
                        : remote.isPlainRtp() || remote.isSecureProfile();
        if (!known) {
            throw new NoCommonFormatException(
                    "audio is answered over " + section.protocol() + ", which was not offered");
        }
        return agreed(offered, remote, section);
    }

    private static AgreedAudio agreed(
            LocalAudio offered, AudioSection remote, MediaDescription section) {
        List<AudioFormat> answered = AudioFormats.of(section, offered.formats());
        List<FormatMatch> all = FormatMatch.of(answered, offered.formats());
        List<FormatMatch> codecs = all.stream().filter(FormatMatch::isCodec).toList();
        List<FormatMatch> events = all.stream().filter(FormatMatch::isTelephoneEvent).toList();
        if (codecs.isEmpty()) {
            throw new NoCommonFormatException(
                    "the answer names no format of the offer; answered: "
                            + FormatMatch.names(answered));
        }
        FormatMatch first = codecs.get(0);
        // Else we do not offer rtcp-mux: an answer that has it means nothing (RFC 5761 §5.1.1).
        boolean mux = offered.crypto().dtls();
        return new AgreedAudio(
                first.theirs(),
                codecs.stream().map(FormatMatch::ours).toList(),
                FormatMatch.telephoneEventFor(first, events).map(FormatMatch::theirs),
                events.stream().map(FormatMatch::ours).toList(),
                remote.address(),
                section.port(),
                mux ? section.port() : remote.rtcpPort(),
                mux,
                remote.direction().mirrored().and(offered.direction()),
                remote.ptimeMs(offered.ptimeMs()),
                offered.crypto().accept(remote));
    }
}
