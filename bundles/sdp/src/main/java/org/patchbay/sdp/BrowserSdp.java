package org.patchbay.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Puts what a browser wants around an offer or an answer of ours (RFC 8829 §5): the names of its
 * sections, which of them share a transport (RFC 9143), and that transport.
 */
public final class BrowserSdp {
    private static final String MID = "mid";
    private static final String GROUP = "group";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,32}");

    private BrowserSdp() {}

    /** The name of the audio stream, which candidates are told with; empty where it has none. */
    public static Optional<String> mid(SessionDescription description) {
        return description.audio().flatMap(BrowserSdp::mid);
    }

    private static Optional<String> mid(MediaDescription section) {
        return section.attribute(MID).filter(m -> TOKEN.matcher(m).matches());
    }

    /**
     * @param answer to {@code offer}, section by section
     * @param stream how the browser shows our audio to its page (RFC 8830)
     */
    public static SessionDescription answer(
            SessionDescription offer, SessionDescription answer, IceDtls ours, String stream) {
        List<String> bundle = new ArrayList<>();
        SessionDescription named =
                withSections(
                        answer,
                        (section, i) -> {
                            MediaDescription theirs = offer.media().get(i);
                            Optional<String> mid = mid(theirs);
                            List<Attribute> more = new ArrayList<>();
                            mid.ifPresent(m -> more.add(new Attribute(MID, m)));
                            if (section.port() != 0) {
                                mid.filter(m -> isBundled(offer, m)).ifPresent(bundle::add);
                                more.addAll(ours.attributes());
                                more.add(new Attribute("msid", stream));
                            }
                            return more;
                        });
        return bundled(named, bundle);
    }

    /** An offer of one audio stream. */
    public static SessionDescription offer(SessionDescription plain, IceDtls ours, String mid) {
        return offer(plain, ours, mid, Optional.empty());
    }

    /**
     * The same.
     *
     * @param stream how the browser shows our audio to its page (RFC 8830)
     */
    public static SessionDescription offer(
            SessionDescription plain, IceDtls ours, String mid, String stream) {
        return offer(plain, ours, mid, Optional.of(stream));
    }

    private static SessionDescription offer(
            SessionDescription plain, IceDtls ours, String mid, Optional<String> stream) {
        SessionDescription named =
                withSections(
                        plain,
                        (section, i) -> {
                            List<Attribute> more = new ArrayList<>();
                            more.add(new Attribute(MID, mid));
                            more.addAll(ours.attributes());
                            stream.ifPresent(s -> more.add(new Attribute("msid", s)));
                            return more;
                        });
        return bundled(named, List.of(mid));
    }

    private static SessionDescription withSections(
            SessionDescription d, BiFunction<MediaDescription, Integer, List<Attribute>> more) {
        List<MediaDescription> media = new ArrayList<>();
        for (MediaDescription section : d.media()) {
            List<Attribute> attributes = new ArrayList<>(section.attributes());
            attributes.addAll(more.apply(section, media.size()));
            media.add(
                    new MediaDescription(
                            section.type(),
                            section.port(),
                            section.protocol(),
                            section.formats(),
                            section.connectionAddress(),
                            attributes));
        }
        return new SessionDescription(
                d.origin(), d.name(), d.connectionAddress(), d.attributes(), media);
    }

    private static SessionDescription bundled(SessionDescription d, List<String> mids) {
        if (mids.isEmpty()) {
            return d;
        }
        List<Attribute> attributes = new ArrayList<>(d.attributes());
        attributes.add(new Attribute(GROUP, "BUNDLE " + String.join(" ", mids)));
        return new SessionDescription(
                d.origin(), d.name(), d.connectionAddress(), attributes, d.media());
    }

    private static boolean isBundled(SessionDescription offer, String mid) {
        return offer.attributes().stream()
                .filter(a -> a.name().equals(GROUP) && a.value().startsWith("BUNDLE "))
                .anyMatch(a -> List.of(a.value().split(" ")).contains(mid));
    }
}
