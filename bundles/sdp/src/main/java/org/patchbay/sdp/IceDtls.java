package org.patchbay.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one side of a WebRTC description is reached and proven: ICE (RFC 8839) and DTLS-SRTP (RFC
 * 5763). It never prints its password.
 *
 * @param trickle more candidates may come later (RFC 8838)
 * @param fingerprints of its certificate, at least one
 * @param endOfCandidates these are all
 */
public record IceDtls(
        String ufrag,
        String pwd,
        boolean trickle,
        List<Fingerprint> fingerprints,
        DtlsSetup setup,
        List<IceCandidate> candidates,
        boolean endOfCandidates) {
    /** Of one description; what is more is passed over. */
    public static final int MAX_CANDIDATES = 64;

    private static final int MAX_FINGERPRINTS = 8;

    /** RFC 8839 §5.4. */
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");

    private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    public IceDtls {
        if (!UFRAG.matcher(ufrag).matches()) {
            throw new IllegalArgumentException("an ice-ufrag that is none");
        }
        if (!PWD.matcher(pwd).matches()) {
            throw new IllegalArgumentException("an ice-pwd that is none");
        }
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(setup);
        if (fingerprints.isEmpty()) {
            throw new IllegalArgumentException("no fingerprint of SHA-256 or better");
        }
    }

    /**
     * What a description says about its first audio stream, the session level included.
     *
     * @throws SdpException where something is missing or wrong
     */
    public static IceDtls of(SessionDescription description) {
        MediaDescription audio =
                description.audio().orElseThrow(() -> new SdpException(0, "no audio stream"));
        if (!new AudioSection(description, audio).isDtlsProfile()) {
            throw new SdpException(0, "audio over " + audio.protocol() + ", not by DTLS");
        }
        Scope scope = new Scope(description, audio);
        try {
            return new IceDtls(
                    scope.value("ice-ufrag"),
                    scope.value("ice-pwd"),
                    scope.first("ice-options").map(o -> o.contains("trickle")).orElse(false),
                    scope.all(Fingerprint.NAME).stream()
                            .flatMap(v -> Fingerprint.parse(v).stream())
                            .limit(MAX_FINGERPRINTS)
                            .toList(),
                    DtlsSetup.byWord(scope.value(DtlsSetup.NAME))
                            .orElseThrow(() -> new SdpException(0, "an unknown setup")),
                    scope.all(IceCandidate.NAME).stream()
                            .flatMap(v -> IceCandidate.parse(v).stream())
                            .limit(MAX_CANDIDATES)
                            .toList(),
                    scope.first("end-of-candidates").isPresent());
        } catch (IllegalArgumentException e) {
            throw new SdpException(0, e.getMessage());
        }
    }

    /** A section, and behind it the session. */
    private record Scope(SessionDescription session, MediaDescription section) {
        Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }

        String value(String name) {
            return first(name).orElseThrow(() -> new SdpException(0, "no " + name));
        }

        List<String> all(String name) {
            List<String> own = values(section.attributes(), name);
            return own.isEmpty() ? values(session.attributes(), name) : own;
        }

        private static List<String> values(List<Attribute> attributes, String name) {
            return attributes.stream()
                    .filter(a -> a.name().equals(name))
                    .map(Attribute::value)
                    .toList();
        }
    }

    /** The lines of the section. */
    List<Attribute> attributes() {
        List<Attribute> lines = new ArrayList<>();
        lines.add(new Attribute("ice-ufrag", ufrag));
        lines.add(new Attribute("ice-pwd", pwd));
        if (trickle) {
            lines.add(new Attribute("ice-options", "trickle"));
        }
        fingerprints.forEach(f -> lines.add(f.attribute()));
        lines.add(new Attribute(DtlsSetup.NAME, setup.word()));
        candidates.forEach(c -> lines.add(c.attribute()));
        if (endOfCandidates) {
            lines.add(Attribute.property("end-of-candidates"));
        }
        return lines;
    }

    @Override
    public String toString() {
        return "ICE " + ufrag + ", DTLS " + setup + ", " + candidates.size() + " candidates";
    }
}
