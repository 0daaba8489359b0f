package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.SipFixture.Dialled;
import org.patchbay.sip.internal.auth.Guesses;
import org.patchbay.sip.internal.leg.BrowserSays;
import org.patchbay.sip.internal.tls.TestFiles;
import org.patchbay.sip.internal.ws.WsSettings;
import org.patchbay.testkit.Eventually;

/** SIP over WebSocket and TLS (RFC 7118): phones in pages, which have no address of their own. */
class WebSocketWireTest {
    private static int port;
    private static SipFixture sip;
    private static final FakeIcePaths PATHS = new FakeIcePaths();

    @BeforeAll
    static void start() {
        port = SipFixture.freePort();
        sip =
                new SipFixture(
                        1_000,
                        "MD5",
                        new SipSecurity(
                                Optional.of(TestFiles.settings(0, "address")),
                                new WsSettings(port, List.of("https://pages.example")),
                                false,
                                Guesses.Rules.USUAL));
        sip.parts.bindIcePaths(PATHS);
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @AfterEach
    void forget() {
        sip.house.trunks.clear();
        sip.house.bindings.clear();
        PATHS.asked.clear();
    }

    private static RawPeer phone() throws IOException {
        return RawPeer.web(port, "");
    }

    @Test
    void aPhoneRegistersAndIsCalledOverItsConnection() throws Exception {
        try (RawPeer phone = phone()) {
            assertEquals(200, sip.register(phone, "1002").status());
            assertEquals("wss", sip.house.all().get(0).flow().transport());
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            assertTrue(invite.header("Via").contains("SIP/2.0/WSS 127.0.0.1:" + port));
            String contact = "<sip:patchbay@127.0.0.1:" + port + ";transport=ws>";
            assertEquals(contact, invite.header("Contact"));
            assertTrue(invite.body().contains("a=ice-ufrag:ours"), invite::body);
            assertTrue(invite.body().contains("a=setup:actpass"), invite::body);
            assertTrue(invite.body().contains("a=msid:"), invite::body);
            phone.respond(invite, 200, BrowserSays.answer());
            phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            assertEquals(List.of("offer", "accept theirs"), PATHS.asked);
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void aPhoneCallsAndHangsUp() throws Exception {
        try (RawPeer phone = phone()) {
            FakeHouse.Incoming call = answered(phone, RawPeer.SDP);
            phone.send(
                    phone.request("BYE", "sip:x@pbx.test", ++phone.cseq, phone.branch(), "", ""));
            phone.awaitOk("BYE");
            assertTrue(call.events().next().startsWith("ended"));
        }
    }

    @Test
    void aBrowserIsAnsweredAsBrowsersWantIt() throws Exception {
        try (RawPeer phone = phone()) {
            FakeHouse.Incoming call = answered(phone, BrowserSays.offer());
            String answer = okOfCall.body();
            assertTrue(answer.contains("a=ice-ufrag:ours"), answer);
            assertTrue(answer.contains("a=setup:active"), answer);
            assertTrue(answer.contains("a=mid:voice"), answer);
            assertEquals(List.of("propose theirs", "commit"), PATHS.asked);

            String moved = BrowserSays.with("actpass", "moved");
            phone.send(
                    phone.request(
                            "INVITE",
                            okOfCall.contactUri(),
                            ++phone.cseq,
                            phone.branch(),
                            "",
                            moved));
            phone.awaitOk("INVITE");
            assertEquals(
                    List.of("propose theirs", "commit", "propose moved", "commit"), PATHS.asked);

            PATHS.listener.lost("no consent");
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertEquals("mediaChanged", call.events().next());
            assertTrue(call.events().next().startsWith("ended"));
        }
    }

    /** Half a browser's description is refused, and nothing is kept of it. */
    @Test
    void anAnswerWithoutProofIsNone() throws Exception {
        try (RawPeer phone = phone()) {
            sip.register(phone, "1002");
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 200, RawPeer.SDP);
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertTrue(call.events().next().startsWith("ended"));
        }
    }

    /** A browser describes a great deal. */
    @Test
    void aLongDescriptionFits() throws Exception {
        String more = "a=candidate:1 1 udp 2113937151 192.0.2.1 50000 typ host\r\n".repeat(200);
        try (RawPeer phone = phone()) {
            answered(phone, RawPeer.SDP + more).leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    private Msg okOfCall;

    private FakeHouse.Incoming answered(RawPeer phone, String description) throws Exception {
        phone.user = "1001";
        phone.authorised("INVITE", "sip:600@pbx.test", "", description, "secret");
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
        Msg ok = phone.awaitOk("INVITE");
        okOfCall = ok;
        assertTrue(ok.header("Contact").contains(":" + port + ";transport=ws"));
        phone.toTag = ok.tag("To").orElseThrow();
        phone.send(phone.request("ACK", ok.contactUri(), (int) ok.cseq(), phone.branch(), "", ""));
        return call;
    }

    /** Each message has its own end: no need to say where (RFC 7118 §5). */
    @Test
    void aMessageNeedsNoLength() throws Exception {
        try (RawPeer phone = phone()) {
            phone.user = "1002";
            String register =
                    phone.request("REGISTER", "sip:pbx.test", ++phone.cseq, phone.branch(), "", "");
            phone.send(register.replaceFirst("Content-Length: 0\r\n", ""));
            phone.awaitStatus(401);
        }
    }

    @Test
    void itsRegistrationEndsWithItsConnection() throws Exception {
        try (RawPeer phone = phone()) {
            sip.register(phone, "1002");
            assertEquals(1, sip.house.all().size());
        }
        Eventually.holds(() -> assertEquals(0, sip.house.all().size()));
    }

    @Test
    void keepAlivesAreAnswered() throws Exception {
        try (RawPeer phone = phone()) {
            phone.web().ping("still there?");
            phone.await("pong", m -> m.first().equals("PONG still there?"));
            phone.send("\r\n\r\n");
            phone.await("line end", m -> m.first().isEmpty());
            assertEquals(1000, phone.web().end());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1", "https://127.0.0.1:8443", "https://pages.example"})
    void pagesOfOursMaySpeak(String origin) throws Exception {
        try (RawPeer phone = RawPeer.web(port, origin)) {
            assertEquals(200, sip.register(phone, "1002").status());
        }
    }

    @Test
    void pagesOfOthersMayNot() {
        assertThrows(IOException.class, () -> RawPeer.web(port, "https://elsewhere.example"));
    }

    @Test
    void whatIsNoMessageEndsNothingElse() throws Exception {
        try (RawPeer phone = phone()) {
            phone.send("this is no SIP");
            phone.send("INVITE sip:x SIP/2.0\r\n\r\n");
            assertEquals(200, sip.register(phone, "1002").status());
        }
    }
}
