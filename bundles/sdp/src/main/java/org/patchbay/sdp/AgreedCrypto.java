package org.patchbay.sdp;

import java.util.Objects;

/**
 * How a stream is protected.
 *
 * @param local what we send with
 * @param remote what the peer sends with, of the same suite
 * @param secureProfile over {@code RTP/SAVP}, not by lines on {@code RTP/AVP}
 */
public record AgreedCrypto(int tag, SrtpKey local, SrtpKey remote, boolean secureProfile) {
    public AgreedCrypto {
        Objects.requireNonNull(local);
        Objects.requireNonNull(remote);
    }

    public CryptoSuite suite() {
        return local.suite();
    }
}
