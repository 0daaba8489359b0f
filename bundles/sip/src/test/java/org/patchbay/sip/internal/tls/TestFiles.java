package org.patchbay.sip.internal.tls;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of {@code src/test/resources/tls}. */
public final class TestFiles {
    private TestFiles() {}

    public static Path file(String name) {
        try {
            return Path.of(TestFiles.class.getResource("/tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Ours is that certificate, and the authority of the tests is trusted. */
    public static TlsSettings settings(int port, String name) {
        return new TlsSettings(
                port,
                file(name + ".pem"),
                file(name + ".key"),
                Optional.of(file("authority.pem")),
                List.of("localhost"));
    }

    public static X509Certificate certificate(String name) {
        return PemFiles.certificates(file(name + ".pem")).get(0);
    }

    /** A far side with that certificate, which trusts the files that are named. */
    public static SSLContext farSide(String name, Path... trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate[] chain = {certificate(name)};
            store.setKeyEntry("its", PemFiles.key(file(name + ".key"), "EC"), new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            for (Path file : trusted) {
                authorities.setCertificateEntry(
                        file.toString(), PemFiles.certificates(file).get(0));
            }
            TrustManager[] trust = {};
            if (trusted.length > 0) {
                TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
                factory.init(authorities);
                trust = factory.getTrustManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
