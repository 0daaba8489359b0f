package org.patchbay.sdp;

import java.util.Optional;

/** How a stream is protected (RFC 4568 §6.2, RFC 7714 §14.2), in our order of preference. */
public enum CryptoSuite {
    AEAD_AES_256_GCM(32, 12),
    AEAD_AES_128_GCM(16, 12),
    AES_CM_128_HMAC_SHA1_80(16, 14),
    AES_CM_128_HMAC_SHA1_32(16, 14);

    private final int keyBytes;
    private final int saltBytes;

    CryptoSuite(int keyBytes, int saltBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** Of the master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Of the master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Names are compared as they are (RFC 4568 §9.1); empty for one that we do not know. */
    public static Optional<CryptoSuite> byName(String name) {
        for (CryptoSuite suite : values()) {
            if (suite.name().equals(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
