package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.SipFixture.Dialled;
import org.patchbay.testkit.Eventually;

/** Provisional responses that are acknowledged (RFC 3262), both ways, over the loopback. */
@Tag("waits")
class PrackWireTest {
    private static final String SUPPORTED = "Supported: 100rel\r\n";
    private static final String REQUIRED = "Require: 100rel\r\n";

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static FakeHouse.Incoming in(RawPeer phone, String more, String sdp) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", more, sdp, "secret");
        return sip.house.nextCall();
    }

    private static void tagged(RawPeer phone, Msg response) {
        phone.toTag = response.tag("To").orElseThrow();
    }

    private static Msg prack(RawPeer phone, Msg to, String rack, String sdp) throws Exception {
        return Ask.of(phone, "PRACK", to, rack, sdp);
    }

    private static void hangUp(RawPeer phone, FakeHouse.Incoming call, Msg ok) throws Exception {
        phone.send(phone.request("ACK", ok.contactUri(), (int) ok.cseq(), phone.branch(), "", ""));
        call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
        phone.respond(phone.awaitRequest("BYE"), 200, "");
    }

    @Test
    void anAnswerIn183IsReliableWhereTheCallerCan() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, SUPPORTED, RawPeer.SDP);
            call.leg().ring();
            Msg ringing = phone.awaitStatus(180);
            assertEquals("", ringing.header("RSeq"), "without an answer nothing is lost with it");
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            assertEquals("100rel", progress.header("Require"));
            assertTrue(progress.body().contains("m=audio 30000"), progress.body());
            Msg again = phone.awaitStatus(183);
            assertEquals(progress.header("RSeq"), again.header("RSeq"));
            assertEquals(200, prack(phone, progress, progress.rack(), "").status());
            assertTrue(phone.nothingLike(1_200, m -> m.status() == 183), "it was acknowledged");
            call.leg().answer();
            Msg ok = phone.awaitOk("INVITE");
            assertEquals("", ok.body(), "the answer was said");
            hangUp(phone, call, ok);
        }
    }

    @Test
    void whoDoesNotKnowItGetsItAsBefore() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, "", RawPeer.SDP);
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            assertEquals("", progress.header("RSeq"));
            call.leg().answer();
            Msg ok = phone.awaitOk("INVITE");
            assertEquals(progress.body(), ok.body());
            tagged(phone, ok);
            hangUp(phone, call, ok);
        }
    }

    @Test
    void whoWantsItGetsAllOfThemThatWayOneAtATime() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, REQUIRED, RawPeer.SDP);
            call.leg().ring();
            call.leg().progress();
            Msg ringing = phone.awaitStatus(180);
            assertEquals("100rel", ringing.header("Require"));
            assertTrue(phone.nothingLike(300, m -> m.status() == 183), "one at a time");
            String other = "RAck: " + ringing.header("RSeq") + " 77 INVITE\r\n";
            assertEquals(481, prack(phone, ringing, other, "").status());
            assertEquals(481, prack(phone, ringing, "", "").status());
            assertEquals(200, prack(phone, ringing, ringing.rack(), "").status());
            Msg progress = phone.awaitStatus(183);
            assertEquals(
                    Long.parseLong(ringing.header("RSeq")) + 1,
                    Long.parseLong(progress.header("RSeq")));
            assertEquals(481, prack(phone, ringing, ringing.rack(), "").status());
            assertEquals(200, prack(phone, progress, progress.rack(), "").status());
            call.leg().answer();
            Msg ok = phone.awaitOk("INVITE");
            hangUp(phone, call, ok);
        }
    }

    /** RFC 3262 §3: a 2xx waits for the PRACK of an answer. */
    @Test
    void theCallIsAnsweredOnceTheAnswerIsKnown() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, SUPPORTED, RawPeer.SDP);
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            call.leg().answer();
            assertTrue(
                    phone.nothingLike(
                            300, m -> m.status() == 200 && m.cseqMethod().equals("INVITE")));
            assertEquals(200, prack(phone, progress, progress.rack(), "").status());
            hangUp(phone, call, phone.awaitOk("INVITE"));
        }
    }

    /** What waits behind the answer is not worth waiting for. */
    @Test
    void theCallIsAnsweredThoughOthersAreOut() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, SUPPORTED, RawPeer.SDP);
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            call.leg().ring();
            call.leg().answer();
            assertEquals(200, prack(phone, progress, progress.rack(), "").status());
            Msg ok = phone.awaitOk("INVITE");
            assertTrue(phone.nothingLike(1_200, m -> m.status() == 183), "it is over");
            hangUp(phone, call, ok);
        }
    }

    /** RFC 3262 §3: what was refused meanwhile is acknowledged all the same, and not sent again. */
    @Test
    void aPrackThatCrossesTheEndIsAnswered() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String branch =
                    phone.authorised(
                            "INVITE", "sip:600@pbx.test", SUPPORTED, RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            String uri = "sip:600@pbx.test";
            phone.send(phone.request("CANCEL", uri, phone.cseq, branch, "", ""));
            phone.awaitOk("CANCEL");
            assertEquals("INVITE", phone.awaitStatus(487).cseqMethod());
            assertEquals("ended CANCELLED", call.events().next());
            assertEquals(200, prack(phone, progress, progress.rack(), "").status());
            assertEquals(481, prack(phone, progress, progress.rack(), "").status(), "once");
            assertTrue(phone.nothingLike(1_200, m -> m.status() == 183), "it is over");
        }
    }

    @Test
    void anOfferBeforeOurAnswerComesAgain() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, REQUIRED, RawPeer.SDP);
            call.leg().ring();
            Msg ringing = phone.awaitStatus(180);
            assertEquals(491, prack(phone, ringing, ringing.rack(), RawPeer.SDP).status());
            assertTrue(phone.nothingLike(1_200, m -> m.status() == 180), "it was acknowledged");
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitStatus(486);
        }
    }

    /** Nobody waits for what is not decided any more. */
    @Test
    void anOfferThatIsLookedAtWhenTheCallEndsIsAnswered() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, SUPPORTED, RawPeer.SDP);
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            sip.house.lastSession().proposalWaitsFor = new CompletableFuture<>();
            tagged(phone, progress);
            String uri = progress.contactUri();
            phone.send(
                    phone.request(
                            "PRACK",
                            uri,
                            ++phone.cseq,
                            phone.branch(),
                            progress.rack(),
                            RawPeer.SDP));
            assertEquals(200, Ask.of(phone, "OPTIONS", progress, "", "").status(), "behind it");
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            assertEquals("PRACK", phone.awaitStatus(481).cseqMethod());
            phone.awaitStatus(486);
        }
    }

    @Test
    void anOfferInThePrackIsAnswered() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, SUPPORTED, RawPeer.SDP);
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            FakeHouse.FakeSession media = sip.house.lastSession();
            media.asked.clear();
            Msg answer = prack(phone, progress, progress.rack(), RawPeer.SDP);
            assertEquals(200, answer.status());
            assertTrue(answer.body().contains("m=audio 30000"), answer.body());
            assertTrue(media.asked.contains("commit"), media.asked.toString());
            call.leg().answer();
            hangUp(phone, call, phone.awaitOk("INVITE"));
        }
    }

    @Test
    void aByeInTheEarlyDialogEndsTheCall() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = in(phone, SUPPORTED, RawPeer.SDP);
            call.leg().progress();
            Msg progress = phone.awaitStatus(183);
            tagged(phone, progress);
            String uri = progress.contactUri();
            phone.send(phone.request("BYE", uri, ++phone.cseq, phone.branch(), "", ""));
            phone.awaitOk("BYE");
            assertEquals("INVITE", phone.awaitStatus(487).cseqMethod());
            assertEquals("ended CANCELLED", call.events().next());
            assertTrue(phone.nothingLike(1_200, m -> m.status() == 183), "it is over");
        }
    }

    // ---- we call

    private static RawPeer registered() throws Exception {
        RawPeer phone = sip.udp();
        sip.house.bindings.clear();
        assertEquals(200, sip.register(phone, "1002").status());
        return phone;
    }

    private static String reliably(int rseq) {
        return "Require: 100rel\r\nRSeq: " + rseq + "\r\n";
    }

    @Test
    void theirsAreAcknowledgedOnceAndInTheirOrder() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            assertTrue(invite.all("Supported").toString().contains("100rel"));
            phone.send(phone.response(invite, 180, reliably(8), ""));
            assertEquals("ringing", call.events().next());
            Msg first = phone.awaitRequest("PRACK");
            assertEquals("8 " + invite.cseq() + " INVITE", first.header("RAck"));
            assertEquals(invite.cseq() + 1, first.cseq());
            phone.respond(first, 200, "");
            phone.send(phone.response(invite, 180, reliably(8), ""));
            phone.send(phone.response(invite, 183, reliably(10), RawPeer.SDP));
            assertTrue(phone.nothingLike(300, m -> m.isRequest("PRACK")), "again, and too early");
            phone.send(phone.response(invite, 183, reliably(9), RawPeer.SDP));
            Msg second = phone.awaitRequest("PRACK");
            assertEquals("9 " + invite.cseq() + " INVITE", second.header("RAck"));
            assertEquals(invite.cseq() + 2, second.cseq());
            phone.respond(second, 200, "");
            assertEquals("earlyMedia", call.events().next());
            FakeHouse.FakeSession media = sip.house.lastSession();
            media.asked.clear();
            phone.respond(invite, 200, RawPeer.SDP.replace("40000", "41000"));
            assertEquals(invite.cseq(), phone.awaitRequest("ACK").cseq());
            assertEquals("answered", call.events().next());
            assertFalse(media.asked.contains("accept"), "the answer was the reliable one");
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            Msg bye = phone.awaitRequest("BYE");
            assertEquals(invite.cseq() + 3, bye.cseq(), "it goes on where the PRACKs were");
            phone.respond(bye, 200, "");
        }
    }

    @Test
    void whatIsCancelledIsAcknowledgedToo() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.send(phone.response(invite, 180, reliably(1), ""));
            phone.respond(phone.awaitRequest("PRACK"), 200, "");
            call.leg().hangup(DisconnectCause.of(Reason.CANCELLED));
            Msg cancel = phone.awaitRequest("CANCEL");
            phone.send(phone.response(invite, 183, reliably(2), RawPeer.SDP));
            phone.respond(phone.awaitRequest("PRACK"), 200, "");
            phone.respond(cancel, 200, "");
            phone.respond(invite, 487, "");
            phone.awaitRequest("ACK");
            Eventually.holds(() -> assertTrue(sip.house.lastSession().closed));
        }
    }
}
