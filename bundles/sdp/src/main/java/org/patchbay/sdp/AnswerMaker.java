package org.patchbay.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers offers (RFC 3264 §6). */
final class AnswerMaker {
    private final SessionDescription offer;
    private final LocalAudio local;
    private final Optional<AudioFormat> running;
    private String refusal = "no audio stream is offered";

    private AnswerMaker(SessionDescription offer, LocalAudio local, Optional<AudioFormat> running) {
        this.offer = offer;
        this.local = local;
        this.running = running;
    }

    /**
     * @param running what is sent now, which the answer prefers
     */
    static OfferAnswer.Answer answer(
            SessionDescription offer, LocalAudio local, Optional<AudioFormat> running) {
        return new AnswerMaker(offer, local, running).answer();
    }

    private OfferAnswer.Answer answer() {
        List<MediaDescription> sections = new ArrayList<>();
        AgreedAudio agreed = null;
        for (MediaDescription section : offer.media()) {
            Common common = agreed == null ? common(section) : Common.NONE;
            if (common.codecs.isEmpty()) {
                sections.add(rejected(section));
                continue;
            }
            AudioSection remote = new AudioSection(offer, section);
            agreed = agreed(remote, section, common);
            List<AudioFormat> formats = new ArrayList<>(agreed.receive());
            formats.addAll(agreed.receiveTelephoneEvents());
            sections.add(
                    OfferMaker.section(
                            local, section.protocol(), formats, agreed.direction(), more(agreed)));
        }
        if (agreed == null) {
            throw new NoCommonFormatException(refusal);
        }
        return new OfferAnswer.Answer(OfferMaker.session(local, sections), agreed);
    }

    private static List<Attribute> more(AgreedAudio agreed) {
        List<Attribute> more = new ArrayList<>();
        if (agreed.rtcpMux()) {
            more.add(Attribute.property("rtcp-mux"));
        }
        agreed.crypto()
                .map(c -> new CryptoLine(c.tag(), c.local()).attribute())
                .ifPresent(more::add);
        return more;
    }

    /** Same place, same type, same formats, port 0 (RFC 3264 §6). */
    private static MediaDescription rejected(MediaDescription section) {
        return new MediaDescription(
                section.type(),
                0,
                section.protocol(),
                section.formats().isEmpty() ? List.of("0") : section.formats(),
                Optional.empty(),
                List.of());
    }

    /** Empty where this section cannot be ours; {@link #refusal} then says why. */
    private Common common(MediaDescription section) {
        if (!section.isAudio() || section.port() == 0) {
            return Common.NONE;
        }
        AudioSection remote = new AudioSection(offer, section);
        Optional<String> unfit = local.crypto().refuses(remote);
        if (unfit.isPresent()) {
            refusal = unfit.get();
            return Common.NONE;
        }
        boolean mustBeSecure = remote.isSecureProfile() || local.crypto().required();
        if (!local.crypto().dtls() && mustBeSecure && local.crypto().answer(remote).isEmpty()) {
            refusal =
                    local.crypto().lines().isEmpty()
                            ? "audio is offered over "
                                    + section.protocol()
                                    + ", which is not allowed here"
                            : "no common crypto suite";
            return Common.NONE;
        }
        List<AudioFormat> offered = AudioFormats.of(section, List.of());
        Common common = Common.of(offered, local.formats()).preferring(running);
        if (common.codecs.isEmpty()) {
            refusal = "no common audio format; offered: " + FormatMatch.names(offered);
        }
        return common;
    }

    private AgreedAudio agreed(AudioSection remote, MediaDescription section, Common common) {
        FormatMatch first = common.codecs.get(0);
        boolean mux = remote.rtcpMux();
        return new AgreedAudio(
                first.theirs(),
                common.codecs.stream().map(FormatMatch::oursWithTheirPayloadType).toList(),
                FormatMatch.telephoneEventFor(first, common.events).map(FormatMatch::theirs),
                common.events.stream().map(FormatMatch::oursWithTheirPayloadType).toList(),
                remote.address(),
                section.port(),
                mux ? section.port() : remote.rtcpPort(),
                mux,
                remote.direction().mirrored().and(local.direction()),
                remote.ptimeMs(local.ptimeMs()),
                local.crypto().answer(remote));
    }

    /** What both know, in the offer's order but for what is preferred. */
    private record Common(List<FormatMatch> codecs, List<FormatMatch> events) {
        static final Common NONE = new Common(List.of(), List.of());

        static Common of(List<AudioFormat> theirs, List<AudioFormat> ours) {
            List<FormatMatch> all = FormatMatch.of(theirs, ours);
            return new Common(
                    all.stream().filter(FormatMatch::isCodec).toList(),
                    all.stream().filter(FormatMatch::isTelephoneEvent).toList());
        }

        Common preferring(Optional<AudioFormat> running) {
            List<FormatMatch> sorted = new ArrayList<>(codecs);
            // Stable: all others keep their order.
            running.ifPresent(r -> sorted.sort(Comparator.comparing(m -> !m.ours().sameCoding(r))));
            return new Common(List.copyOf(sorted), events);
        }
    }
}
