package org.patchbay.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One audio section of the peer, with what the session level adds to it. */
final class AudioSection {
    private static final int MIN_PTIME_MS = 10;
    private static final int MAX_PTIME_MS = 120;

    private final SessionDescription session;
    private final MediaDescription section;

    AudioSection(SessionDescription session, MediaDescription section) {
        this.session = session;
        this.section = section;
    }

    String protocol() {
        return section.protocol();
    }

    /** Plain RTP, with or without early feedback (RFC 3551, RFC 4585). */
    boolean isPlainRtp() {
        return isProfile("RTP/AVP", "RTP/AVPF");
    }

    /** SRTP, with or without early feedback (RFC 3711, RFC 5124). */
    boolean isSecureProfile() {
        return isProfile("RTP/SAVP", "RTP/SAVPF");
    }

    /** SRTP with keys by DTLS (RFC 5764 §8), with or without early feedback. */
    boolean isDtlsProfile() {
        return isProfile("UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF");
    }

    private boolean isProfile(String one, String withFeedback) {
        String protocol = section.protocol().toUpperCase(Locale.ROOT);
        return protocol.equals(one) || protocol.equals(withFeedback);
    }

    /** The lines that we can use; a malformed one on a plain profile is none. */
    List<CryptoLine> crypto() {
        return section.attributes().stream()
                .filter(a -> a.name().equals(CryptoLine.NAME))
                .flatMap(a -> CryptoReader.usable(a.value()).stream())
                .toList();
    }

    boolean hasNoCrypto() {
        return section.attribute(CryptoLine.NAME).isEmpty();
    }

    /** As the peer says it; the old hold takes sending to it away (RFC 3264 §8.4). */
    Direction direction() {
        Direction said =
                directionOf(section.attributes())
                        .or(() -> directionOf(session.attributes()))
                        .orElse(Direction.SENDRECV);
        return isDtlsProfile() || address().isPresent() ? said : said.and(Direction.SENDONLY);
    }

    private static Optional<Direction> directionOf(Iterable<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            for (Direction direction : Direction.values()) {
                if (attribute.name().equals(direction.attribute())) {
                    return Optional.of(direction);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Where media goes; empty with the unspecified address, and where ICE finds that out.
     *
     * @throws SdpException where there is no {@code c=} line or it names no unicast IP address
     */
    Optional<String> address() {
        if (isDtlsProfile()) {
            return Optional.empty();
        }
        String address =
                section.connectionAddress()
                        .or(session::connectionAddress)
                        .orElseThrow(() -> new SdpException(0, "audio without a c= line"));
        IpLiteral literal = IpLiteral.of(address);
        if (literal == IpLiteral.NONE) {
            // A name would have to be looked up while a call waits: nobody but us would notice.
            throw new SdpException(0, "c= is not an IP address");
        }
        if (literal == IpLiteral.NOT_UNICAST) {
            throw new SdpException(0, "c= is not a unicast address");
        }
        return literal == IpLiteral.UNSPECIFIED ? Optional.empty() : Optional.of(address);
    }

    boolean rtcpMux() {
        return section.attribute("rtcp-mux").isPresent();
    }

    /** RFC 3605, else the next port. */
    int rtcpPort() {
        int next = Math.min(section.port() + 1, 65535);
        String value = section.attribute("rtcp").orElse("");
        int blank = value.indexOf(' ');
        int port = Numbers.upTo(blank < 0 ? value : value.substring(0, blank), 65535);
        return port > 0 ? port : next;
    }

    /** What the peer wants to receive, within what it can take and what we can make. */
    int ptimeMs(int ours) {
        int wanted = milliseconds("ptime", ours);
        return Math.min(wanted, milliseconds("maxptime", MAX_PTIME_MS));
    }

    private int milliseconds(String attribute, int otherwise) {
        String value = section.attribute(attribute).orElse("");
        int point = value.indexOf('.');
        int ms = Numbers.upTo(point < 0 ? value : value.substring(0, point), 1_000_000);
        return ms <= 0 ? otherwise : Math.max(MIN_PTIME_MS, Math.min(MAX_PTIME_MS, ms));
    }
}
