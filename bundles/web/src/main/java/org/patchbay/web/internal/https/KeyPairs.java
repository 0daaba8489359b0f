package org.patchbay.web.internal.https;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether a key belongs to a certificate: else no browser could tell why nothing comes. */
final class KeyPairs {
    private KeyPairs() {}

    /**
     * @throws IOException where what one signs the other does not verify
     */
    static void requirePair(PrivateKey key, PublicKey certified, String files)
            throws IOException, GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new IOException(files + " do not belong together");
        }
    }
}
