package org.patchbay.sip.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys as everybody stores them. */
final class PemFiles {
    private static final int MOST_BYTES = 1 << 20;
    private static final String KEY = "PRIVATE KEY";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemFiles() {}

    static List<X509Certificate> certificates(Path file) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            byte[] text = read(file).getBytes(StandardCharsets.UTF_8);
            for (Certificate c : factory.generateCertificates(new ByteArrayInputStream(text))) {
                chain.add((X509Certificate) c);
            }
            if (chain.isEmpty()) {
                throw new TlsFileException(file + " has no certificate", null);
            }
            return chain;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException(file + " cannot be read as certificates", e);
        }
    }

    /**
     * @param algorithm of the certificate that it belongs to
     */
    static PrivateKey key(Path file, String algorithm) {
        try {
            Matcher block = BLOCK.matcher(read(file));
            while (block.find()) {
                String type = block.group(1);
                if (type.equals(KEY)) {
                    byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
                    return KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(bytes));
                }
                if (type.endsWith(KEY)) {
                    throw new TlsFileException(
                            file
                                    + " has a "
                                    + type
                                    + "; make it one that is read here:"
                                    + " openssl pkcs8 -topk8 -nocrypt -in … -out …",
                            null);
                }
            }
            throw new TlsFileException(file + " has no private key", null);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsFileException(file + " cannot be read as a key", e);
        }
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("larger than a megabyte");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    static String text(String type, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
