package org.patchbay.sip.internal.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces that carry their own proof, so that nothing is kept for those who only ask:
 *
 * <pre>
 *   8 bytes time of issue, ms | 8 bytes serial | first 16 bytes of HMAC-SHA-256(key, both | whom for)
 * </pre>
 *
 * Each is for one realm and one source: who did not get it has no use for it.
 */
final class NonceMint {
    private static final String MAC = "HmacSHA256";
    private static final int BODY_BYTES = 16;
    private static final int PROOF_BYTES = 16;
    private static final int CHARS = (BODY_BYTES + PROOF_BYTES) * 4 / 3 + 1;

    private final SecretKeySpec key;
    private final AtomicLong serial = new AtomicLong();

    NonceMint(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException("a nonce key needs 32 bytes");
        }
        this.key = new SecretKeySpec(key, MAC);
    }

    /** What a nonce of ours says; serials grow from 1. */
    record Nonce(long issuedMs, long serial) {}

    String issue(long nowMs, String realm, String source) {
        ByteBuffer nonce = ByteBuffer.allocate(BODY_BYTES + PROOF_BYTES);
        nonce.putLong(nowMs).putLong(serial.incrementAndGet());
        nonce.put(proof(nonce.array(), realm, source), 0, PROOF_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    /** Empty where we did not make it, or made it for another realm or somebody else. */
    Optional<Nonce> read(String text, String realm, String source) {
        if (text.length() != CHARS) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        byte[] given = Arrays.copyOfRange(octets, BODY_BYTES, octets.length);
        byte[] ours = Arrays.copyOf(proof(octets, realm, source), PROOF_BYTES);
        if (!MessageDigest.isEqual(given, ours)) {
            return Optional.empty();
        }
        ByteBuffer body = ByteBuffer.wrap(octets);
        return Optional.of(new Nonce(body.getLong(), body.getLong()));
    }

    /** A secret that nobody has, in the form of one: for users who do not exist. */
    String decoy(String user) {
        Mac mac = mac();
        mac.update((byte) 1);
        return java.util.HexFormat.of()
                .formatHex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] proof(byte[] body, String realm, String source) {
        Mac mac = mac();
        mac.update((byte) 0);
        mac.update(body, 0, BODY_BYTES);
        mac.update(source.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(realm.getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + MAC, e);
        }
    }
}
