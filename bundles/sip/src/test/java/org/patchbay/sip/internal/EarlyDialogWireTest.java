package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.directory.api.Trunk;
import org.patchbay.sip.internal.SipFixture.Dialled;

/** What is asked while it rings (RFC 3311), and several that ring at once, over the loopback. */
class EarlyDialogWireTest {
    private static final String RELIABLY = "Require: 100rel\r\nRSeq: 1\r\n";

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static RawPeer registered() throws Exception {
        RawPeer phone = sip.udp();
        sip.house.bindings.clear();
        assertEquals(200, sip.register(phone, "1002").status());
        return phone;
    }

    private static String at(int port) {
        return RawPeer.SDP.replace("40000", Integer.toString(port));
    }

    /** RFC 3311 §5.2: another offer once the caller knows our answer to the first. */
    @Test
    void aCallerUpdatesWhileItRings() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String more = "Supported: 100rel, timer\r\n";
            phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().ring();
            Msg ringing = phone.awaitStatus(180);
            assertEquals(200, Ask.of(phone, "UPDATE", ringing, "", "").status());
            Msg early = Ask.of(phone, "UPDATE", ringing, "", RawPeer.SDP);
            assertEquals(500, early.status());
            assertEquals("1", early.header("Retry-After"));
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            assertEquals(500, Ask.of(phone, "UPDATE", progress, "", RawPeer.SDP).status());
            assertEquals(200, Ask.of(phone, "PRACK", progress, progress.rack(), "").status());
            Msg ok = Ask.of(phone, "UPDATE", progress, "Supported: timer\r\n", RawPeer.SDP);
            assertEquals(200, ok.status());
            assertTrue(ok.body().contains("m=audio 30000"), ok.body());
            assertEquals("", ok.header("Session-Expires"), "there is no session yet");
            assertEquals(List.of(), List.copyOf(call.events().told));
            call.leg().answer();
            assertEquals("1800;refresher=uac", phone.awaitOk("INVITE").header("Session-Expires"));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
        }
    }

    /** Its re-INVITE may not come yet, and neither may ours. */
    @Test
    void whileItRingsNobodyIsHeld() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String more = "Supported: 100rel\r\n";
            phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            assertEquals(200, Ask.of(phone, "PRACK", progress, progress.rack(), "").status());
            assertTrue(
                    call.leg()
                            .hold(true)
                            .handle((nothing, e) -> e != null)
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS));
            assertEquals(491, Ask.of(phone, "INVITE", progress, "", RawPeer.SDP).status());
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitStatus(486);
        }
    }

    @Test
    void whomWeCallUpdatesWhileItRings() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            Ask.back(phone, "UPDATE", invite, 1, "", "");
            assertEquals(481, phone.awaitFinal().status(), "it does not ring");
            phone.respond(invite, 180, "");
            assertEquals("ringing", call.events().next());
            Ask.back(phone, "UPDATE", invite, 7, "", "");
            Msg ok = phone.awaitFinal();
            assertEquals(200, ok.status());
            assertTrue(ok.header("Contact").contains("127.0.0.1"), ok.header("Contact"));
            Ask.back(phone, "UPDATE", invite, 6, "", "");
            assertEquals(500, phone.awaitFinal().status(), "older than the one before");
            Ask.back(phone, "UPDATE", invite, 8, "", RawPeer.SDP);
            assertEquals(491, phone.awaitFinal().status());
            Ask.back(phone, "BYE", invite, 9, "", "");
            assertEquals(481, phone.awaitFinal().status(), "who is called does not end it so");
            phone.respond(invite, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            Ask.back(phone, "OPTIONS", invite, 8, "", "");
            assertEquals(500, phone.awaitFinal().status(), "what was heard before counts");
            Ask.back(phone, "BYE", invite, 10, "", "");
            phone.awaitOk("BYE");
            assertEquals("ended NORMAL", call.events().next());
        }
    }

    /** The last that rang is not who answers. */
    @Test
    void theAnswerIsThatOfWhoAnswered() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.send(phone.response(invite, 183, RELIABLY, at(41_000)));
            Msg one = phone.awaitRequest("PRACK");
            phone.respond(one, 200, "");
            String other = phone.response(invite, 183, RELIABLY, at(42_000));
            phone.send(other.replace(";tag=" + phone.tag, ";tag=fork"));
            Msg two = phone.awaitRequest("PRACK");
            assertEquals("fork", two.tag("To").orElseThrow());
            phone.respond(two, 200, "");
            assertEquals("earlyMedia", call.events().next());
            assertEquals("earlyMedia", call.events().next());
            phone.respond(invite, 200, "");
            phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            assertEquals(List.of(41_000, 42_000, 41_000), sip.house.lastSession().accepted);
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    /** Two pick up at the same moment: the first is who talks, and the second hears a BYE. */
    @Test
    void twoAnswersAtOnce() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.send(phone.response(invite, 180, RELIABLY, ""));
            phone.respond(phone.awaitRequest("PRACK"), 200, "");
            String second = phone.response(invite, 180, RELIABLY, "");
            phone.send(second.replace(";tag=" + phone.tag, ";tag=fork"));
            phone.respond(phone.awaitRequest("PRACK"), 200, "");
            String ok = phone.response(invite, 200, "", at(41_000));
            String late = phone.response(invite, 200, "", at(42_000));
            phone.send(ok);
            phone.send(late.replace(";tag=" + phone.tag, ";tag=fork"));
            phone.await("ACK", m -> m.isRequest("ACK") && isTo(m, phone.tag));
            phone.await("ACK", m -> m.isRequest("ACK") && isTo(m, "fork"));
            Msg bye = phone.awaitRequest("BYE");
            assertTrue(isTo(bye, "fork"), bye.header("To"));
            assertEquals(invite.cseq() + 2, bye.cseq(), "it goes on where its PRACK was");
            phone.respond(bye, 200, "");
            assertEquals("ringing", call.events().next());
            assertEquals("ringing", call.events().next());
            assertEquals("answered", call.events().next());
            assertEquals(List.of(41_000), sip.house.lastSession().accepted);
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertEquals("ended NORMAL", call.events().next());
        }
    }

    private static boolean isTo(Msg request, String tag) {
        return request.tag("To").orElseThrow().equals(tag);
    }

    @Test
    void aPrackThatIsChallengedGoesAgain() throws Exception {
        try (RawPeer trunk = sip.udp()) {
            sip.house.trunks.put(
                    "acme",
                    new Trunk(
                            "acme", "127.0.0.1", trunk.port(), "udp", List.of(), List.of(), "me"));
            Dialled call = sip.dial("trunk:acme/+4930123");
            Msg invite = trunk.awaitRequest("INVITE");
            trunk.send(trunk.response(invite, 183, RELIABLY, RawPeer.SDP));
            Msg first = trunk.awaitRequest("PRACK");
            String challenge =
                    "Proxy-Authenticate: Digest realm=\"acme\", nonce=\"n1\", algorithm=MD5,"
                            + " qop=\"auth\"\r\n";
            trunk.send(trunk.response(first, 407, challenge, ""));
            Msg second = trunk.awaitRequest("PRACK");
            assertEquals(first.header("RAck"), second.header("RAck"));
            assertEquals(first.cseq() + 1, second.cseq());
            String credential = second.header("Proxy-Authorization");
            assertTrue(credential.contains("username=\"me\""), credential);
            trunk.respond(second, 200, "");
            trunk.respond(invite, 200, "");
            trunk.awaitRequest("ACK");
            assertEquals("earlyMedia", call.events().next());
            assertEquals("answered", call.events().next());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            Msg bye = trunk.awaitRequest("BYE");
            assertEquals(second.cseq() + 1, bye.cseq());
            trunk.respond(bye, 200, "");
        } finally {
            sip.house.trunks.clear();
        }
    }
}
