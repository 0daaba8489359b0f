package org.patchbay.media.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys from a master key, once for all packets: no derivation rate (RFC 3711 §4.3). The
 * generator is AES in counter mode with the master key, of 256 bits too (RFC 6188 §3).
 */
final class KeyDerivation {
    /** §4.3.2: what a key is for. The labels of SRTCP are those of SRTP and three more. */
    enum Label {
        ENCRYPTION,
        AUTHENTICATION,
        SALT
    }

    private static final int CONTROL = 3;

    /** Of AES-CM; the shorter salts of GCM have zeros behind them (RFC 7714 §11). */
    private static final int SALT_BYTES = 14;

    private final SecretKeySpec masterKey;
    private final byte[] masterSalt;
    private final boolean control;

    /**
     * @param control for SRTCP
     */
    KeyDerivation(byte[] masterKey, byte[] masterSalt, boolean control) {
        this.masterKey = new SecretKeySpec(masterKey, "AES");
        this.masterSalt = Arrays.copyOf(masterSalt, SALT_BYTES);
        this.control = control;
    }

    byte[] derive(Label label, int bytes) {
        byte[] iv = Arrays.copyOf(masterSalt, 16);
        iv[7] ^= (byte) (label.ordinal() + (control ? CONTROL : 0));
        try {
            Cipher generator = Cipher.getInstance("AES/CTR/NoPadding");
            generator.init(Cipher.ENCRYPT_MODE, masterKey, new IvParameterSpec(iv));
            return generator.doFinal(new byte[bytes]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES", e);
        }
    }
}
