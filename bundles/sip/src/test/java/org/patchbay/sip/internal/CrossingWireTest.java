package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.directory.api.Trunk;
import org.patchbay.sip.internal.SipFixture.Dialled;

/** Messages that pass each other on the way, over the loopback. */
class CrossingWireTest {
    private static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private record Up(Leg leg, FakeHouse.Events events, String uri) {}

    private static Up up(RawPeer phone) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        acknowledge(phone, ok);
        return new Up(call.leg(), call.events(), ok.contactUri());
    }

    private static void acknowledge(RawPeer phone, Msg answer) throws Exception {
        String uri = answer.status() < 300 ? answer.contactUri() : "sip:600@pbx.test";
        phone.send(phone.request("ACK", uri, (int) answer.cseq(), phone.branch(), "", ""));
    }

    private static void ask(RawPeer phone, String uri, String method, String more, String body)
            throws Exception {
        phone.send(phone.request(method, uri, ++phone.cseq, phone.branch(), more, body));
    }

    private static Msg answerTo(RawPeer phone, String method) throws Exception {
        return phone.await(
                "answer to " + method, m -> m.status() >= 200 && m.cseqMethod().equals(method));
    }

    @Test
    void aReferThatMeetsOurBye() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            up.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            Msg bye = phone.awaitRequest("BYE");
            ask(phone, up.uri(), "REFER", "Refer-To: <sip:1003@pbx.test>\r\n", "");
            assertEquals(481, answerTo(phone, "REFER").status());
            phone.respond(bye, 200, "");
            assertEquals("ended NORMAL", up.events().next());
            assertTrue(up.events().told.isEmpty(), "no call to transfer");
        }
    }

    /** Who refers does not wait, and the house hears of the end before it has begun. */
    @Test
    void aByeRightBehindARefer() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            ask(phone, up.uri(), "REFER", "Refer-To: <sip:1003@pbx.test>\r\n", "");
            ask(phone, up.uri(), "BYE", "", "");
            assertEquals(200, answerTo(phone, "BYE").status());
            assertEquals("transferAsked 1003", up.events().next());
            assertEquals("ended NORMAL", up.events().next());
            DisconnectCause over = DisconnectCause.of(Reason.DECLINED, "there is no such leg");
            up.leg().transferring(new TransferProgress.Failed(over));
            assertEquals(603, answerTo(phone, "REFER").status());
            assertTrue(phone.nothingLike(300, m -> m.isRequest("NOTIFY") || m.isRequest("BYE")));
        }
    }

    @Test
    void bothHoldAtOnce() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            CompletableFuture<Void> held = up.leg().hold(true).toCompletableFuture();
            Msg ours = phone.awaitRequest("INVITE");
            ask(phone, up.uri(), "INVITE", "", RawPeer.SDP + "a=sendonly\r\n");
            Msg glare = answerTo(phone, "INVITE");
            assertEquals(491, glare.status());
            acknowledge(phone, glare);
            phone.respond(ours, 491, "");
            phone.awaitRequest("ACK");
            ask(phone, up.uri(), "INVITE", "", RawPeer.SDP + "a=sendonly\r\n");
            Msg ok = answerTo(phone, "INVITE");
            assertEquals(200, ok.status());
            acknowledge(phone, ok);
            held.get(5, TimeUnit.SECONDS);
            assertEquals("held true", up.events().next());
            assertTrue(
                    phone.nothingLike(2500, m -> m.isRequest("INVITE")),
                    "our answer has said what ours was to say");
            up.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void aByeInAnEarlyDialogEndsTheInvite() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().ring();
            Msg ringing = phone.awaitStatus(180);
            int invite = phone.cseq;
            phone.toTag = ringing.tag("To").orElseThrow();
            ask(phone, ringing.contactUri(), "BYE", "", "");
            assertEquals(200, answerTo(phone, "BYE").status());
            Msg end = answerTo(phone, "INVITE");
            assertEquals(487, end.status());
            assertEquals(invite, end.cseq());
            assertEquals("ended CANCELLED", call.events().next());
            assertTrue(call.events().told.isEmpty());
        }
    }

    /** RFC 3261 §15: the callee may not, and goes on ringing. */
    @Test
    void aByeOfWhoIsRungIsRefused() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 180, "");
            assertEquals("ringing", call.events().next());
            String bye =
                    phone.request("BYE", invite.contactUri(), 7, phone.branch(), "", "")
                            .replaceFirst(
                                    "From: .*\r\n",
                                    "From: " + invite.header("To") + ";tag=" + phone.tag + "\r\n")
                            .replaceFirst("To: .*\r\n", "To: " + invite.header("From") + "\r\n")
                            .replaceFirst(
                                    "Call-ID: .*\r\n",
                                    "Call-ID: " + invite.header("Call-ID") + "\r\n");
            phone.send(bye);
            assertEquals(481, answerTo(phone, "BYE").status());
            phone.respond(invite, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    private static RawPeer registered(RawPeer phone) throws Exception {
        sip.house.bindings.clear();
        assertEquals(200, sip.register(phone, "1002").status());
        return phone;
    }

    /** Both are rung, the device wins, and the trunk answers before it hears of that. */
    @Test
    void aTrunkThatAnswersAfterADeviceHasWon() throws Exception {
        try (RawPeer trunk = sip.udp();
                RawPeer phone = registered(sip.udp())) {
            sip.house.trunks.put(
                    "acme",
                    new Trunk("acme", "127.0.0.1", trunk.port(), "udp", List.of(), List.of(), ""));
            Dialled late = sip.dial("trunk:acme/+4930123");
            Dialled wins = sip.dial("device:1002");
            Msg toTrunk = trunk.awaitRequest("INVITE");
            trunk.respond(toTrunk, 180, "");
            assertEquals("ringing", late.events().next());
            phone.respond(phone.awaitRequest("INVITE"), 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            assertEquals("answered", wins.events().next());
            late.leg().hangup(DisconnectCause.of(Reason.ANSWERED_ELSEWHERE));
            Msg cancel = trunk.awaitRequest("CANCEL");
            assertEquals(ELSEWHERE, cancel.header("Reason"));
            trunk.respond(toTrunk, 200, RawPeer.SDP);
            trunk.respond(cancel, 200, "");
            assertEquals(toTrunk.cseq(), trunk.awaitRequest("ACK").cseq());
            Msg bye = trunk.awaitRequest("BYE");
            assertEquals(ELSEWHERE, bye.header("Reason"));
            trunk.respond(bye, 200, "");
            assertEquals("ended ANSWERED_ELSEWHERE", late.events().next());
            assertTrue(late.events().told.isEmpty(), "it never was answered");
            wins.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        } finally {
            sip.house.trunks.clear();
        }
    }
}
