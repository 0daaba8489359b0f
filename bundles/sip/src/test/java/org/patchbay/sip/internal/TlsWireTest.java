package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.directory.api.Trunk;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sip.internal.SipFixture.Dialled;
import org.patchbay.sip.internal.auth.Guesses;
import org.patchbay.sip.internal.tls.TestFiles;
import org.patchbay.testkit.Eventually;

/** SIP over TLS: phones that connect to us, and trunks that we connect to. */
class TlsWireTest {
    private static final SSLContext PHONE =
            TestFiles.farSide("good", TestFiles.file("authority.pem"));

    private static int tlsPort;
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        tlsPort = SipFixture.freePort();
        sip =
                new SipFixture(
                        1_000,
                        "MD5",
                        new SipSecurity(
                                Optional.of(TestFiles.settings(tlsPort, "good")),
                                false,
                                Guesses.Rules.USUAL));
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @AfterEach
    void forget() {
        sip.house.trunks.clear();
        sip.house.bindings.clear();
    }

    private static RawPeer phone() throws IOException {
        SSLSocket socket = (SSLSocket) PHONE.getSocketFactory().createSocket("127.0.0.1", tlsPort);
        socket.startHandshake();
        return RawPeer.secured(socket);
    }

    @Test
    void aPhoneRegistersAndIsCalledOverItsConnection() throws Exception {
        try (RawPeer phone = phone()) {
            assertEquals(200, sip.register(phone, "1002").status());
            assertEquals("tls", sip.house.all().get(0).flow().transport());
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            assertTrue(invite.header("Via").contains("SIP/2.0/TLS 127.0.0.1:" + tlsPort));
            String contact = "<sip:patchbay@127.0.0.1:" + tlsPort + ";transport=tls>";
            assertEquals(contact, invite.header("Contact"));
            phone.respond(invite, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void aPhoneCalls() throws Exception {
        try (RawPeer phone = phone()) {
            phone.user = "1001";
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
            Msg ok = phone.awaitOk("INVITE");
            assertTrue(ok.header("Contact").contains(":" + tlsPort + ";transport=tls"));
        }
    }

    /** Routes of somebody who knows no better: what came in secret does not leave in the clear. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:127.0.0.1:9;lr>",
                "<sips:127.0.0.1:9;lr>",
                "<sip:127.0.0.1:9;transport=tls;lr>"
            })
    void whatCameOverTlsGoesBackOverIt(String route) throws Exception {
        try (RawPeer phone = phone()) {
            phone.user = "1001";
            String routes = "Record-Route: " + route + "\r\n";
            phone.authorised("INVITE", "sip:600@pbx.test", routes, RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
            Msg ok = phone.awaitOk("INVITE");
            phone.toTag = ok.tag("To").orElseThrow();
            phone.send(
                    phone.request("ACK", ok.contactUri(), (int) ok.cseq(), phone.branch(), "", ""));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void closesOneThatNeverShakesHands() throws Exception {
        try (Socket silent = new Socket("127.0.0.1", tlsPort)) {
            Eventually.holds(
                    () -> {
                        sip.service.sweep(
                                System.nanoTime() + SipFixture.SLOW.plusSeconds(1).toNanos());
                        silent.setSoTimeout(200);
                        assertEquals(-1, silent.getInputStream().read());
                    });
        }
    }

    @Test
    void closesOneThatSpeaksInTheClear() throws Exception {
        try (Socket plain = new Socket("127.0.0.1", tlsPort)) {
            plain.setSoTimeout(5_000);
            plain.getOutputStream().write("OPTIONS sip:pbx.test SIP/2.0\r\n\r\n".getBytes());
            byte[] said = plain.getInputStream().readAllBytes();
            assertTrue(said.length < 20, "an alert at most");
        }
        try (RawPeer next = phone()) {
            next.send(next.request("OPTIONS", "sip:pbx.test", 1, next.branch(), "", ""));
            next.awaitOk("OPTIONS");
        }
    }

    /** What is no SIP is answered before the connection ends, as without TLS. */
    @Test
    void saysWhyItEnds() throws Exception {
        try (RawPeer phone = phone()) {
            String request = phone.request("OPTIONS", "sip:pbx.test", 1, phone.branch(), "", "");
            phone.send(request.replace("Content-Length: 0", "Content-Length: -999"));
            phone.awaitStatus(400);
            sip.service.sweep(System.nanoTime() + SipFixture.SLOW.plusSeconds(1).toNanos());
            Eventually.holds(() -> assertTrue(phone.isClosedByServer()));
        }
    }

    /** RFC 3261 §26.2.2. */
    @Test
    void aSipsRequestMustComeOverTls() throws Exception {
        try (RawPeer udp = sip.udp();
                RawPeer tcp = sip.tcp();
                RawPeer tls = phone()) {
            for (RawPeer peer : List.of(udp, tcp)) {
                peer.send(peer.request("INVITE", "sips:600@pbx.test", 1, peer.branch(), "", ""));
                peer.awaitStatus(416);
                peer.send(peer.request("OPTIONS", "sips:pbx.test", 2, peer.branch(), "", ""));
                peer.awaitStatus(416);
            }
            tls.send(tls.request("OPTIONS", "sips:pbx.test", 1, tls.branch(), "", ""));
            tls.awaitOk("OPTIONS");
        }
    }

    // ---- whose media is protected

    private static MediaKeying lastKeying() {
        return sip.house.lastSession().request.keying();
    }

    @ParameterizedTest
    @CsvSource({"1001, tls, preferred", "1005, tls, required", "1001, udp, off"})
    void callersAreProtectedAsTheDirectorySays(String user, String transport, String outcome)
            throws Exception {
        try (RawPeer phone = transport.equals("tls") ? phone() : sip.udp()) {
            phone.user = user;
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            sip.house.nextCall();
            MediaKeying expected =
                    outcome.equals("off")
                            ? MediaKeying.NONE
                            : new MediaKeying.Sdes(outcome.equals("required"));
            assertEquals(expected, lastKeying());
        }
    }

    @Test
    void whoMustBeProtectedIsRefusedWithoutTls() throws Exception {
        int sessions = sip.house.sessions.size();
        try (RawPeer phone = sip.udp()) {
            phone.user = "1005";
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            phone.awaitStatus(488);
            assertEquals(200, sip.register(phone, "1005").status());
            assertEquals("ended NO_COMMON_CODEC", sip.dial("device:1005").events().next());
        }
        assertEquals(sessions, sip.house.sessions.size());
    }

    @Test
    void calledPhonesAreProtectedAsTheDirectorySays() throws Exception {
        try (RawPeer phone = phone();
                RawPeer plain = sip.udp()) {
            sip.register(phone, "1005");
            sip.dial("device:1005");
            phone.awaitRequest("INVITE");
            assertEquals(new MediaKeying.Sdes(true), lastKeying());
            sip.register(plain, "1002");
            sip.dial("device:1002");
            plain.awaitRequest("INVITE");
            assertEquals(MediaKeying.NONE, lastKeying());
        }
    }

    // ---- trunks

    private static SSLServerSocket trunk(String certificate) throws IOException {
        SSLServerSocket listener =
                (SSLServerSocket)
                        TestFiles.farSide(certificate)
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        listener.setSoTimeout(5_000);
        sip.house.trunks.put("line", trunkAt("line", "127.0.0.1", listener.getLocalPort()));
        return listener;
    }

    private static Trunk trunkAt(String id, String host, int port) {
        return new Trunk(id, host, port, "tls", List.of(), List.of(), "");
    }

    @Test
    void aTrunkIsCalledOverOneConnection() throws Exception {
        try (SSLServerSocket listener = trunk("address")) {
            Dialled call = sip.dial("trunk:line/555");
            SSLSocket accepted = (SSLSocket) listener.accept();
            try (RawPeer far = RawPeer.secured(accepted)) {
                Msg invite = far.awaitRequest("INVITE");
                assertEquals(
                        "INVITE sip:555@127.0.0.1:"
                                + listener.getLocalPort()
                                + ";transport=tls SIP/2.0",
                        invite.first());
                far.respond(invite, 200, RawPeer.SDP);
                far.awaitRequest("ACK");
                assertEquals("answered", call.events().next());
                assertEquals(new MediaKeying.Sdes(false), lastKeying());
                Dialled second = sip.dial("trunk:line/556");
                Msg another = far.awaitRequest("INVITE");
                far.respond(another, 486, "");
                far.awaitRequest("ACK");
                assertEquals("ended BUSY", second.events().next());
                call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
                far.respond(far.awaitRequest("BYE"), 200, "");
            }
        }
    }

    /** What is for one name never goes to the other, and neither loses its connection by it. */
    @Test
    void twoNamesAtOneAddressHaveAConnectionEach() throws Exception {
        try (SSLServerSocket listener = trunk("address")) {
            sip.house.trunks.put("other", trunkAt("other", "localhost", listener.getLocalPort()));
            Dialled first = sip.dial("trunk:line/555");
            try (RawPeer far = RawPeer.secured((SSLSocket) listener.accept())) {
                far.respond(far.awaitRequest("INVITE"), 200, RawPeer.SDP);
                far.awaitRequest("ACK");
                assertEquals("answered", first.events().next());
                sip.dial("trunk:other/556"); // its name is not in the certificate
                try (SSLSocket another = (SSLSocket) listener.accept()) {
                    another.setSoTimeout(5_000);
                    assertThrows(IOException.class, () -> another.getInputStream().read());
                }
                first.leg().hangup(DisconnectCause.of(Reason.NORMAL));
                far.respond(far.awaitRequest("BYE"), 200, "");
            }
        }
    }

    /** RFC 5922 §7.2: nothing is said to whoever is not the trunk. */
    @ParameterizedTest
    @ValueSource(strings = {"good", "wrong-name", "expired", "stranger-signed", "name-in-subject"})
    void whoIsNotTheTrunkHearsNothing(String certificate) throws Exception {
        try (SSLServerSocket listener = trunk(certificate)) {
            Dialled call = sip.dial("trunk:line/555");
            try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                accepted.setSoTimeout(5_000);
                assertThrows(IOException.class, () -> accepted.getInputStream().read());
            }
            assertEquals("ended TIMEOUT", call.events().next());
            assertNull(call.events().told.poll());
        }
    }

    @Test
    void aTrunkThatSpeaksNoTlsIsNotReached() throws Exception {
        try (java.net.ServerSocket plain =
                new java.net.ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            sip.house.trunks.put(
                    "line",
                    new Trunk(
                            "line",
                            "127.0.0.1",
                            plain.getLocalPort(),
                            "tls",
                            List.of(),
                            List.of(),
                            ""));
            Dialled call = sip.dial("trunk:line/555");
            try (Socket accepted = plain.accept()) {
                accepted.getOutputStream().write("SIP/2.0 200 OK\r\n\r\n".getBytes());
                String said = new String(accepted.getInputStream().readAllBytes(), "ISO-8859-1");
                assertFalse(said.contains("INVITE"));
            }
            assertEquals("ended TIMEOUT", call.events().next());
        }
    }
}
