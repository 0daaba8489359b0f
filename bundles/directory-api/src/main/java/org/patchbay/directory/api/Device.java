package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that registers: a desk phone, a softphone. Its id is the SIP user part and the digest
 * user name.
 *
 * @param transports lower case ({@code udp}, {@code tcp}, {@code tls}, {@code ws}, {@code wss});
 *     empty for all
 * @param codecs names by falling preference; empty for all
 * @param digest what it is challenged with, in that order, and nothing else is taken from it; empty
 *     for what the house offers everybody
 * @param srtp whether its media is protected; empty for protected over TLS where it can, else plain
 * @param dtmf the form of its keys
 */
public record Device(
        String id,
        Set<String> transports,
        List<String> codecs,
        List<DigestAlgorithm> digest,
        Optional<SrtpPolicy> srtp,
        DtmfPolicy dtmf) {
    public Device {
        Objects.requireNonNull(id);
        Objects.requireNonNull(srtp);
        Objects.requireNonNull(dtmf);
        transports = Set.copyOf(transports);
        codecs = List.copyOf(codecs);
        digest = List.copyOf(digest);
    }

    /** Keys in whatever form it can. */
    public Device(
            String id,
            Set<String> transports,
            List<String> codecs,
            List<DigestAlgorithm> digest,
            Optional<SrtpPolicy> srtp) {
        this(id, transports, codecs, digest, srtp, DtmfPolicy.AUTO);
    }

    /** Protected like most. */
    public Device(
            String id, Set<String> transports, List<String> codecs, List<DigestAlgorithm> digest) {
        this(id, transports, codecs, digest, Optional.empty());
    }

    /** Challenged like everybody. */
    public Device(String id, Set<String> transports, List<String> codecs) {
        this(id, transports, codecs, List.of());
    }

    public boolean allows(String transport) {
        return transports.isEmpty() || transports.contains(transport);
    }
}
