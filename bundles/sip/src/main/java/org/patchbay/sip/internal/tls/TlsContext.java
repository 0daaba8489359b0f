package org.patchbay.sip.internal.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our side of TLS: the certificate in force, whom we trust, protocols and ciphers. The files are
 * looked at again now and then; a connection keeps what it began with. Any thread.
 */
public final class TlsContext {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Forward secrecy and AEAD only (RFC 9325 §4.2). */
    private static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsSettings settings;
    private volatile SSLContext context;
    private volatile List<String> loaded;

    /**
     * Loads the files; makes a certificate where neither file of it is there.
     *
     * @throws TlsFileException where it cannot run with them
     */
    public TlsContext(TlsSettings settings) {
        this.settings = settings;
        if (!Files.exists(settings.certificate()) && !Files.exists(settings.key())) {
            SelfMade.write(settings.certificate(), settings.key(), settings.names());
            LOG.info("made a certificate for {}: {}", settings.names(), settings.certificate());
        }
        List<String> state = state();
        context = load();
        loaded = state;
    }

    public int port() {
        return settings.port();
    }

    /** Takes files that changed; bad ones change nothing. */
    public void refresh() {
        List<String> state = state();
        if (state.equals(loaded)) {
            return;
        }
        loaded = state; // a bad file is told once
        try {
            context = load();
            LOG.info(
                    "the certificate of {} is in force for new connections",
                    settings.certificate());
        } catch (TlsFileException e) {
            LOG.warn("the certificate in force stays: {}", e.getMessage());
        }
    }

    /** What the files look like from outside. */
    private List<String> state() {
        return List.of(
                state(settings.certificate()),
                state(settings.key()),
                settings.trust().map(TlsContext::state).orElse(""));
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }

    private SSLContext load() {
        try {
            List<X509Certificate> chain = PemFiles.certificates(settings.certificate());
            PrivateKey key =
                    PemFiles.key(settings.key(), chain.get(0).getPublicKey().getAlgorithm());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("ours", key, new char[0], chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            PeerTrust trust =
                    new PeerTrust(settings.trust().map(PemFiles::certificates).orElse(null));
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys.getKeyManagers(), new TrustManager[] {trust}, new SecureRandom());
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException(settings.certificate() + " and " + settings.key(), e);
        }
    }

    /** For a connection that somebody made to us. */
    public SSLEngine accepting() {
        return configured(context.createSSLEngine(), false);
    }

    /** For one that we make, which only that domain may answer. */
    public SSLEngine connecting(String domain) {
        return configured(context.createSSLEngine(domain, settings.port()), true);
    }

    private static SSLEngine configured(SSLEngine engine, boolean client) {
        engine.setUseClientMode(client);
        List<String> known = Arrays.asList(engine.getSupportedCipherSuites());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(CIPHERS.stream().filter(known::contains).toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
