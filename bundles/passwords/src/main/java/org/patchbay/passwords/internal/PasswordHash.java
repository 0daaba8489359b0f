package org.patchbay.passwords.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.karaf.jaas.modules.Encryption;
import org.apache.karaf.jaas.modules.EncryptionService;

/**
 * What Karaf's realm keeps of a password: {@code pbkdf2-sha512:ITERATIONS:SALT:HASH}. Karaf's own
 * digests neither salt nor take time. The first start computes the same in {@code FirstStart}.
 */
public final class PasswordHash implements EncryptionService, Encryption {
    /** Of the service, and in {@code etc/org.apache.karaf.jaas.cfg}. */
    public static final String NAME = "patchbay";

    private static final String SCHEME = "pbkdf2-sha512";
    private static final int ITERATIONS = 210_000;

    /** What somebody may write into the file: a login must not take minutes. */
    private static final int MOST_ITERATIONS = 5_000_000;

    private static final int BITS = 256;
    private static final int SALT_BYTES = 16;

    @Override
    public Encryption createEncryption(Map<String, String> options) {
        return this;
    }

    @Override
    public String encryptPassword(String plain) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return String.join(
                ":",
                SCHEME,
                Integer.toString(ITERATIONS),
                base64.encodeToString(salt),
                base64.encodeToString(hash(plain, salt, ITERATIONS)));
    }

    @Override
    public boolean checkPassword(String plain, String kept) {
        String[] parts = kept.split(":");
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            return false;
        }
        try {
            int iterations = Integer.parseInt(parts[1]);
            byte[] salt = Base64.getUrlDecoder().decode(parts[2]);
            byte[] expected = Base64.getUrlDecoder().decode(parts[3]);
            return iterations > 0
                    && iterations <= MOST_ITERATIONS
                    && expected.length == BITS / 8
                    && java.security.MessageDigest.isEqual(expected, hash(plain, salt, iterations));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hash(String plain, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(plain.toCharArray(), salt, iterations, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e); // an empty salt
        } finally {
            spec.clearPassword();
        }
    }
}
