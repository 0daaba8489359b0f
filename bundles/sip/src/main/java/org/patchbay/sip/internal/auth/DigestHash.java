package org.patchbay.sip.internal.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.patchbay.directory.api.DigestAlgorithm;

/** The arithmetic of RFC 7616 §3.4.1. */
final class DigestHash {
    private DigestHash() {}

    /** Lower-case hex of H(text), UTF-8. */
    static String hash(DigestAlgorithm algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.messageDigest());
            byte[] octets = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no " + algorithm.messageDigest(), e);
        }
    }

    /** KD for {@code qop=auth}. */
    static String response(
            DigestAlgorithm algorithm,
            String ha1,
            String nonce,
            String nc,
            String cnonce,
            String method,
            String uri) {
        String ha2 = hash(algorithm, method + ":" + uri);
        return hash(algorithm, ha1 + ":" + nonce + ":" + nc + ":" + cnonce + ":auth:" + ha2);
    }

    /** KD of RFC 2069, for peers that offer no qop. */
    static String responseWithoutQop(
            DigestAlgorithm algorithm, String ha1, String nonce, String method, String uri) {
        return hash(algorithm, ha1 + ":" + nonce + ":" + hash(algorithm, method + ":" + uri));
    }

    /** Takes the same time wherever the difference is. */
    static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
