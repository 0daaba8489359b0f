package org.patchbay.web.internal.https;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our certificate and its key, from the files that SIP over TLS has too.
 *
 * @param certificate PEM, ours first and then those that signed it
 * @param key PEM, PKCS #8
 */
public record PemIdentity(Path certificate, Path key) {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY");

    /** What the files look like from outside. */
    public List<String> state() {
        return List.of(state(certificate), state(key));
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }

    /**
     * A key store with the two.
     *
     * @throws IOException where they cannot be read, or do not belong together
     */
    public KeyStore load(char[] password) throws IOException {
        try {
            byte[] text = read(certificate).getBytes(StandardCharsets.ISO_8859_1);
            Certificate[] chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(text))
                            .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException(certificate + " has no certificate");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            PrivateKey ours = key(chain[0].getPublicKey().getAlgorithm());
            KeyPairs.requirePair(ours, chain[0].getPublicKey(), certificate + " and " + key);
            store.setKeyEntry("patchbay", ours, password, chain);
            return store;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(certificate + " and " + key + " cannot be used: " + e, e);
        }
    }

    private PrivateKey key(String algorithm) throws IOException, GeneralSecurityException {
        Matcher block = KEY.matcher(read(key));
        if (!block.find()) {
            throw new IOException(
                    key
                            + " has no key that is read here; make one:"
                            + " openssl pkcs8 -topk8 -nocrypt -in … -out …");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is not there");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than a megabyte");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
