package org.patchbay.sip.internal.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, and handshakes between two links without a network. */
class TlsContextTest {
    @TempDir Path folder;

    private TlsSettings inFolder() {
        return new TlsSettings(
                5061,
                folder.resolve("tls/certificate.pem"),
                folder.resolve("tls/key.pem"),
                Optional.empty(),
                List.of("127.0.0.1", "pbx.test"));
    }

    private void put(String name) throws IOException {
        Files.createDirectories(folder.resolve("tls"));
        Files.deleteIfExists(folder.resolve("tls/certificate.pem"));
        Files.deleteIfExists(folder.resolve("tls/key.pem"));
        Files.copy(TestFiles.file(name + ".pem"), folder.resolve("tls/certificate.pem"));
        Files.copy(TestFiles.file(name + ".key"), folder.resolve("tls/key.pem"));
    }

    @Test
    void makesACertificateOnceWhereThereIsNone() throws Exception {
        TlsContext made = new TlsContext(inFolder());
        Path key = folder.resolve("tls/key.pem");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        X509Certificate c = PemFiles.certificates(folder.resolve("tls/certificate.pem")).get(0);
        c.checkValidity();
        SipDomain.check(c, "pbx.test");
        SipDomain.check(c, "127.0.0.1");
        assertTrue(made.accepting().getSSLParameters().getCipherSuites().length >= 5);
        byte[] before = Files.readAllBytes(key);
        new TlsContext(inFolder());
        assertArrayEquals(before, Files.readAllBytes(key));
    }

    @Test
    void aKeyAloneIsNoReasonToMakeAnother() throws Exception {
        put("good");
        Files.delete(folder.resolve("tls/certificate.pem"));
        TlsFileException e = assertThrows(TlsFileException.class, () -> new TlsContext(inFolder()));
        assertTrue(e.getMessage().contains("certificate.pem"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing of the kind",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n((((\n-----END PRIVATE KEY-----\n",
            })
    void saysWhichFileIsWrong(String text) throws Exception {
        put("good");
        Files.writeString(folder.resolve("tls/key.pem"), text);
        TlsFileException e = assertThrows(TlsFileException.class, () -> new TlsContext(inFolder()));
        assertTrue(e.getMessage().contains("key.pem"), e.getMessage());
        put("good");
        Files.writeString(folder.resolve("tls/certificate.pem"), text);
        e = assertThrows(TlsFileException.class, () -> new TlsContext(inFolder()));
        assertTrue(e.getMessage().contains("certificate.pem"), e.getMessage());
    }

    private static X509Certificate shown(TlsContext context) throws Exception {
        SSLEngine client =
                TestFiles.farSide("good", TestFiles.file("authority.pem")).createSSLEngine();
        client.setUseClientMode(true);
        Pair pair = new Pair(client, context.accepting());
        pair.talk();
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    @Test
    void takesNewFilesForNewConnections() throws Exception {
        put("good");
        TlsContext context = new TlsContext(inFolder());
        assertEquals(TestFiles.certificate("good"), shown(context));
        SSLEngine client =
                TestFiles.farSide("good", TestFiles.file("authority.pem")).createSSLEngine();
        client.setUseClientMode(true);
        Pair before = new Pair(client, context.accepting());
        before.talk();

        put("uri");
        context.refresh();
        assertEquals(TestFiles.certificate("uri"), shown(context));
        before.talk(); // goes on

        Files.writeString(folder.resolve("tls/key.pem"), "not a key");
        context.refresh();
        assertEquals(TestFiles.certificate("uri"), shown(context));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersions(String version) throws Exception {
        TlsContext context = new TlsContext(TestFiles.settings(5061, "good"));
        SSLEngine client =
                TestFiles.farSide("good", TestFiles.file("authority.pem")).createSSLEngine();
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {version});
        new Pair(client, context.accepting()).talk();
        assertEquals(version, client.getSession().getProtocol());
        assertTrue(client.getSession().getCipherSuite().contains("GCM"));
    }

    @Test
    void speaksNothingOlderAndNothingWeaker() {
        TlsContext context = new TlsContext(TestFiles.settings(5061, "good"));
        SSLEngine engine = context.accepting();
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(engine.getEnabledProtocols()));
        for (String suite : engine.getEnabledCipherSuites()) {
            assertTrue(
                    suite.startsWith("TLS_AES")
                            || suite.contains("ECDHE")
                            || suite.contains("CHACHA"));
            assertTrue(!suite.contains("CBC") && !suite.contains("_anon_"), suite);
        }
    }

    @Test
    void reachesWhomItWants() throws Exception {
        TlsContext context = new TlsContext(TestFiles.settings(5061, "good"));
        for (String name : List.of("good", "uri", "person")) {
            SSLEngine server = TestFiles.farSide(name).createSSLEngine();
            server.setUseClientMode(false);
            new Pair(context.connecting("trunk.example"), server).talk();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wrong-name", "expired", "stranger-signed", "name-in-subject", "address"})
    void reachesNobodyElse(String name) {
        TlsContext context = new TlsContext(TestFiles.settings(5061, "good"));
        SSLEngine server = TestFiles.farSide(name).createSSLEngine();
        server.setUseClientMode(false);
        Pair pair = new Pair(context.connecting("trunk.example"), server);
        assertThrows(IOException.class, pair::talk);
        assertTrue(!pair.client.isSecured());
        assertEquals(0, pair.heard, "nothing was said before");
    }

    @Test
    void theSystemsAuthoritiesDoNotKnowTheTests() {
        TlsSettings ours = TestFiles.settings(5061, "good");
        TlsContext context =
                new TlsContext(
                        new TlsSettings(
                                5061, ours.certificate(), ours.key(), Optional.empty(), List.of()));
        SSLEngine server = TestFiles.farSide("good").createSSLEngine();
        server.setUseClientMode(false);
        assertThrows(
                IOException.class,
                () -> new Pair(context.connecting("trunk.example"), server).talk());
    }

    @Test
    void aHandshakeIsNotDoneAgain() throws Exception {
        TlsContext context = new TlsContext(TestFiles.settings(5061, "good"));
        SSLEngine client =
                TestFiles.farSide("good", TestFiles.file("authority.pem")).createSSLEngine();
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        Pair pair = new Pair(client, context.accepting());
        pair.talk();
        client.beginHandshake();
        assertThrows(IOException.class, pair::talk);
    }

    @Test
    void garbageEndsIt() {
        TlsContext context = new TlsContext(TestFiles.settings(5061, "good"));
        for (String text : List.of("OPTIONS sip:x SIP/2.0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n")) {
            TlsLink link = new TlsLink(context.accepting(), r -> {});
            assertThrows(IOException.class, () -> link.received(text.getBytes()));
        }
    }

    /** Two links, each the other's network. */
    private static final class Pair {
        private final Queue<byte[]> toClient = new ArrayDeque<>();
        private final Queue<byte[]> toServer = new ArrayDeque<>();
        private final TlsLink client;
        private final TlsLink server;
        private int heard;

        Pair(SSLEngine clientEngine, SSLEngine serverEngine) {
            client = new TlsLink(clientEngine, toServer::add);
            server = new TlsLink(serverEngine, toClient::add);
        }

        /** A text both ways, in pieces as a network cuts them. */
        void talk() throws IOException {
            byte[] question = "x".repeat(40_000).getBytes();
            client.send(question);
            int got = 0;
            int answered = 0;
            server.send("answer".getBytes());
            for (int i = 0; i < 2_000 && (got < question.length || answered < 6); i++) {
                got += pass(toServer, server);
                heard += got;
                answered += pass(toClient, client);
            }
            assertEquals(question.length, got);
            assertEquals(6, answered);
            assertNotEquals(false, client.isSecured() && server.isSecured());
        }

        private static int pass(Queue<byte[]> network, TlsLink to) throws IOException {
            byte[] record = network.poll();
            if (record == null) {
                return 0;
            }
            int cut = record.length / 3;
            return to.received(Arrays.copyOf(record, cut)).length
                    + to.received(Arrays.copyOfRange(record, cut, record.length)).length;
        }
    }
}
