package org.patchbay.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which side begins the DTLS handshake (RFC 8842 §5, RFC 4145 §4). */
public enum DtlsSetup {
    /** Begins it: the DTLS client. */
    ACTIVE,
    /** Waits for it: the DTLS server. */
    PASSIVE,
    /** Leaves the choice to the answerer; in offers only. */
    ACTPASS;

    static final String NAME = "setup";

    static Optional<DtlsSetup> byWord(String word) {
        for (DtlsSetup setup : values()) {
            if (setup.word().equalsIgnoreCase(word)) {
                return Optional.of(setup);
            }
        }
        return Optional.empty();
    }

    /**
     * What we answer to this in an offer. Where we have the choice we begin: the offerer waits for
     * us in any case (RFC 8842 §5.3).
     */
    public DtlsSetup answer() {
        return this == ACTIVE ? PASSIVE : ACTIVE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
