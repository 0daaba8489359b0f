package org.patchbay.directory.api;

import java.util.Arrays;
import java.util.Optional;

/** Digest algorithms of SIP (RFC 8760 §2.1), strongest first. */
public enum DigestAlgorithm {
    SHA_256("SHA-256", "SHA-256"),
    MD5("MD5", "MD5");

    private final String token;
    private final String messageDigest;

    DigestAlgorithm(String token, String messageDigest) {
        this.token = token;
        this.messageDigest = messageDigest;
    }

    /** As in the {@code algorithm} parameter. */
    public String token() {
        return token;
    }

    /** The name of {@link java.security.MessageDigest}. */
    public String messageDigest() {
        return messageDigest;
    }

    /** Empty for one that we do not have; a missing parameter means MD5 (RFC 7616 §3.3). */
    public static Optional<DigestAlgorithm> byToken(String token) {
        return Arrays.stream(values()).filter(a -> a.token.equalsIgnoreCase(token)).findFirst();
    }
}
