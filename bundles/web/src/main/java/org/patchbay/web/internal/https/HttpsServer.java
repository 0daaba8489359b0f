package org.patchbay.web.internal.https;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says to Felix HTTP where to listen, by its configuration, and to its Jetty what that
 * configuration has no words for. Jetty shows itself to whoever makes connectors: ours listens
 * nowhere. A certificate that changes is taken over without a connection being lost.
 */
public final class HttpsServer implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsServer.class);
    private static final String PID = "org.apache.felix.http";

    /** Forward secrecy and AEAD only (RFC 9325 §4.2). */
    private static final String[] CIPHERS = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    /** All that a proxy on this machine brings comes from one address. */
    private static final Predicate<InetAddress> FREE = InetAddress::isLoopbackAddress;

    private static final int MOST_THREADS = 40;
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final int IDLE_MS = 30_000;

    /**
     * Where and as whom it listens.
     *
     * @param folder for the key store that Felix reads, which nobody else may
     */
    public record Settings(
            String bindAddress,
            int port,
            PemIdentity identity,
            int maxConnections,
            int maxConnectionsOfSource,
            Path folder) {
        public Settings {
            Objects.requireNonNull(bindAddress);
            Objects.requireNonNull(identity);
            if (maxConnections < 1 || maxConnectionsOfSource < 1) {
                throw new IllegalArgumentException("limits of connections");
            }
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port);
            }
        }
    }

    private final Settings settings;
    private final ConfigurationAdmin configurations;
    private final String password = new BigInteger(160, new SecureRandom()).toString(36);
    private final HeaderDeadline headers =
            new HeaderDeadline(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    private volatile ServerConnector connector;
    private List<String> loaded = List.of();
    private boolean configured;

    public HttpsServer(Settings settings, ConfigurationAdmin configurations) {
        this.settings = settings;
        this.configurations = configurations;
    }

    /** Begins to listen as soon as there is a certificate, or takes one that changed. */
    public synchronized void refresh() {
        List<String> state = settings.identity().state();
        if (state.equals(loaded)) {
            return;
        }
        loaded = state; // a bad file is told once
        try {
            KeyStore store = settings.identity().load(password.toCharArray());
            write(store);
            ServerConnector present = connector;
            if (!configured) {
                configure();
                configured = true;
            } else if (present != null) {
                present.getConnectionFactory(SslConnectionFactory.class)
                        .getSslContextFactory()
                        .reload(ssl -> ssl.setKeyStore(store));
                LOG.info(
                        "the certificate of {} is in force for new connections",
                        settings.identity().certificate());
            }
        } catch (Exception e) { // reload says no more than that
            LOG.warn(
                    "{}: {}",
                    configured ? "the certificate in force stays" : "no web pages",
                    e.getMessage());
        }
    }

    private void write(KeyStore store) throws IOException, GeneralSecurityException {
        Files.createDirectories(settings.folder());
        Path file = keyStore();
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    private Path keyStore() {
        return settings.folder().resolve("https.p12");
    }

    private void configure() throws IOException {
        Dictionary<String, Object> felix = new Hashtable<>();
        felix.put("org.apache.felix.http.host", settings.bindAddress());
        felix.put("org.apache.felix.http.enable", false);
        felix.put("org.apache.felix.https.enable", true);
        felix.put("org.osgi.service.http.port.secure", settings.port());
        felix.put("org.apache.felix.https.keystore", keyStore().toString());
        felix.put("org.apache.felix.https.keystore.type", "PKCS12");
        felix.put("org.apache.felix.https.keystore.password", password);
        felix.put("org.apache.felix.https.keystore.key.password", password);
        felix.put("org.apache.felix.https.jetty.ciphersuites.included", CIPHERS);
        felix.put(
                "org.apache.felix.https.jetty.protocols.included",
                new String[] {"TLSv1.3", "TLSv1.2"});
        felix.put("org.apache.felix.https.jetty.renegotiateAllowed", false);
        felix.put("org.apache.felix.http.jetty.sendServerHeader", false);
        felix.put("org.apache.felix.http.jetty.headerBufferSize", MOST_HEADER_BYTES);
        felix.put("org.apache.felix.http.jetty.threadpool.max", MOST_THREADS);
        felix.put("org.apache.felix.http.jetty.acceptors", 1);
        felix.put("org.apache.felix.http.jetty.selectors", 1);
        felix.put("org.apache.felix.http.timeout", IDLE_MS);
        felix.put("org.apache.felix.http.mbeans", false);
        felix.put("org.apache.felix.jetty.websocket.enable", true);
        configurations.getConfiguration(PID, "?").update(felix);
    }

    /** On Felix's thread, once its Jetty listens. */
    @Override
    public Connector createConnector(Server server) {
        server.setErrorHandler(new ServerProblems());
        Arrays.stream(server.getConnectors())
                .filter(c -> c instanceof ServerConnector)
                .map(c -> (ServerConnector) c)
                .findFirst()
                .ifPresentOrElse(
                        this::settle,
                        () ->
                                LOG.error(
                                        "no web pages: {} port {} cannot be listened on",
                                        settings.bindAddress(),
                                        settings.port()));
        return new IdleConnector(server);
    }

    private void settle(ServerConnector https) {
        HttpConfiguration http =
                https.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
        SecureRequestCustomizer secure = http.getCustomizer(SecureRequestCustomizer.class);
        // By which of its names somebody calls this machine is not for a certificate to forbid.
        secure.setSniHostCheck(false);
        http.setSendDateHeader(false);
        ConnectionLimit limit = new ConnectionLimit(settings.maxConnections(), https);
        limit.setIdleTimeout(5_000);
        https.addBean(limit);
        https.getSelectorManager().addEventListener(limit);
        bound(https, new SourceLimit(settings.maxConnectionsOfSource(), FREE), headers);
        connector = https;
        LOG.info("The house is at https://{}:{}/", settings.bindAddress(), settings.port());
    }

    /** Before any connection of theirs: beans are handed to those that come. */
    static void bound(ServerConnector connector, SourceLimit sources, HeaderDeadline headers) {
        connector.getSelectorManager().addEventListener(sources);
        connector.addBean(headers);
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(headers);
    }

    /** Ends connections that wait too long for the next request. */
    public void tick() {
        headers.tick();
    }

    /** Stops listening. */
    public synchronized void close() {
        connector = null;
        try {
            Configuration ours = configurations.getConfiguration(PID, "?");
            ours.delete();
            Files.deleteIfExists(keyStore());
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the server goes by itself: {}", e.toString());
        }
    }
}
