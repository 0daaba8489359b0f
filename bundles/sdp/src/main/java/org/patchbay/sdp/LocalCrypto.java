package org.patchbay.sdp;

import java.util.List;
import java.util.Optional;

/**
 * What we protect a stream with: keys in the description (RFC 4568), or by DTLS (RFC 5764).
 *
 * @param required no plain stream is agreed to, and an offer says so by {@code RTP/SAVP}; else an
 *     offer is {@code RTP/AVP} with our lines, from which a peer may take one or none
 * @param lines by falling preference, one for each suite; empty for plain streams only
 * @param dtls keys by DTLS and nothing else, RTCP on the same port
 */
public record LocalCrypto(boolean required, List<CryptoLine> lines, boolean dtls) {
    public static final LocalCrypto NONE = new LocalCrypto(false, List.of());
    public static final LocalCrypto DTLS = new LocalCrypto(false, List.of(), true);

    public LocalCrypto {
        lines = List.copyOf(lines);
        if (required && lines.isEmpty()) {
            throw new IllegalArgumentException("required, but there is no key");
        }
        if (dtls && !lines.isEmpty()) {
            throw new IllegalArgumentException("keys by DTLS and in the description");
        }
    }

    /** Keys in the description, or none. */
    public LocalCrypto(boolean required, List<CryptoLine> lines) {
        this(required, lines, false);
    }

    /** Why such a section cannot be ours, for people; empty where it can. */
    Optional<String> refuses(AudioSection remote) {
        boolean known =
                dtls ? remote.isDtlsProfile() : remote.isPlainRtp() || remote.isSecureProfile();
        if (!known) {
            return Optional.of(
                    "audio is offered over " + remote.protocol() + ", which is not supported");
        }
        return dtls && !remote.rtcpMux() // RFC 8834 §4.5
                ? Optional.of("audio is offered without rtcp-mux")
                : Optional.empty();
    }

    /** The profile of our own offers. */
    String profile() {
        return dtls ? "UDP/TLS/RTP/SAVPF" : required ? "RTP/SAVP" : "RTP/AVP";
    }

    /** Our answer: the first line of the peer whose suite we have too (RFC 4568 §5.1.2). */
    Optional<AgreedCrypto> answer(AudioSection remote) {
        for (CryptoLine theirs : remote.crypto()) {
            for (CryptoLine ours : lines) {
                if (ours.suite() == theirs.suite()) {
                    return Optional.of(
                            new AgreedCrypto(
                                    theirs.tag(),
                                    ours.key(),
                                    theirs.key(),
                                    remote.isSecureProfile()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What the answer to these lines took of them (§5.1.3); empty for a plain stream.
     *
     * @throws NoCommonFormatException where it took none although that is required, or something
     *     that was not there
     */
    Optional<AgreedCrypto> accept(AudioSection remote) {
        if (dtls) {
            return Optional.empty();
        }
        boolean secured = remote.isSecureProfile();
        if (lines.isEmpty() ? !secured : !required && !secured && remote.hasNoCrypto()) {
            return Optional.empty();
        }
        for (CryptoLine theirs : remote.crypto()) {
            for (CryptoLine ours : lines) {
                if (ours.tag() == theirs.tag() && ours.suite() == theirs.suite()) {
                    return Optional.of(
                            new AgreedCrypto(ours.tag(), ours.key(), theirs.key(), secured));
                }
            }
        }
        throw new NoCommonFormatException(
                lines.isEmpty()
                        ? "audio is answered over SRTP, which was not offered"
                        : "the answer takes no crypto line of the offer");
    }
}
