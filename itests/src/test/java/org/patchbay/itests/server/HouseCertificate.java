package org.patchbay.itests.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate that a server has made for itself. */
public final class HouseCertificate {
    private HouseCertificate() {}

    public static Certificate of(Server server) throws IOException, GeneralSecurityException {
        try (InputStream in =
                Files.newInputStream(server.home().resolve("etc/tls/certificate.pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** For who trusts it alone, by the name that is asked for. */
    public static SSLContext trusted(Server server) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("house", of(server));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return tls;
    }
}
