package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.directory.api.Trunk;
import org.patchbay.testkit.Eventually;

/**
 * REFER inside a call (RFC 3515, 4488, 5589), and whom the far side is shown, over the loopback.
 */
class ReferWireTest {
    private static final TransferProgress BEGUN = new TransferProgress.Begun();
    private static final TransferProgress RINGING = new TransferProgress.Ringing();
    private static final TransferProgress DONE = new TransferProgress.Done();

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    /** A call that is up; the peer sends to {@code uri}. */
    private record Up(FakeHouse.Incoming call, String uri) {
        Leg leg() {
            return call.leg();
        }
    }

    private static Up up(RawPeer phone, String more) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
        return answered(phone);
    }

    private static Up answered(RawPeer phone) throws Exception {
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        phone.send(phone.request("ACK", ok.contactUri(), phone.cseq, phone.branch(), "", ""));
        return new Up(call, ok.contactUri());
    }

    private static void refer(RawPeer phone, Up up, String more) throws Exception {
        phone.send(phone.request("REFER", up.uri(), ++phone.cseq, phone.branch(), more, ""));
    }

    private static Msg answer(RawPeer phone) throws Exception {
        return phone.await(
                "answer to REFER", m -> m.status() >= 200 && m.cseqMethod().equals("REFER"));
    }

    private static void notified(RawPeer phone, String state, String body) throws Exception {
        Msg notify = phone.awaitRequest("NOTIFY");
        assertEquals(state, notify.header("Subscription-State"));
        assertEquals("message/sipfrag;version=2.0", notify.header("Content-Type"));
        assertEquals(body + "\r\n", notify.body());
        assertFalse(notify.header("Contact").isEmpty());
        phone.respond(notify, 200, "");
    }

    private static void hangUp(RawPeer phone, Up up) throws Exception {
        up.leg().hangup(DisconnectCause.of(Reason.NORMAL));
        phone.respond(phone.awaitRequest("BYE"), 200, "");
    }

    @Test
    void isAcceptedAndToldHowItGoes() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "");
            refer(phone, up, "Refer-To: <sip:1003@pbx.test>\r\n");
            assertEquals("transferAsked 1003", up.call().events().next());
            up.leg().transferring(BEGUN);
            assertEquals(202, answer(phone).status());
            Msg first = phone.awaitRequest("NOTIFY");
            assertEquals("refer", first.header("Event"));
            assertEquals("SIP/2.0 100 Trying\r\n", first.body());
            up.leg().transferring(RINGING);
            up.leg().transferring(RINGING);
            up.leg().transferring(DONE);
            up.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            assertTrue(
                    phone.nothingLike(300, m -> m.isRequest("NOTIFY") && !m.equals(first)),
                    "one at a time");
            phone.respond(first, 200, "");
            notified(phone, "active;expires=600", "SIP/2.0 180 Ringing");
            Msg last = phone.awaitRequest("NOTIFY");
            assertEquals("SIP/2.0 200 OK\r\n", last.body());
            assertEquals("terminated;reason=noresource", last.header("Subscription-State"));
            assertTrue(phone.nothingLike(300, m -> m.isRequest("BYE")), "before its last word");
            phone.respond(last, 200, "");
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void aFailedOneGoesOnAndTheNextIsToldApart() throws Exception {
        try (RawPeer phone = sip.tcp()) {
            Up up = up(phone, "");
            refer(phone, up, "Refer-To: sip:1003@pbx.test\r\n");
            assertEquals("transferAsked 1003", up.call().events().next());
            up.leg().transferring(BEGUN);
            assertEquals(202, answer(phone).status());
            notified(phone, "active;expires=600", "SIP/2.0 100 Trying");
            refer(phone, up, "Refer-To: <sip:1004@pbx.test>\r\n");
            assertEquals(491, answer(phone).status(), "the first is under way");
            up.leg().transferring(new TransferProgress.Failed(DisconnectCause.of(Reason.BUSY)));
            notified(phone, "terminated;reason=noresource", "SIP/2.0 486 Busy Here");
            Eventually.holds(
                    () -> {
                        refer(phone, up, "Refer-To: <tel:+4930123>\r\n");
                        assertEquals("transferAsked +4930123", up.call().events().next());
                    });
            up.leg().transferring(BEGUN);
            Msg notify = phone.awaitRequest("NOTIFY");
            assertEquals("refer;id=" + phone.cseq, notify.header("Event"));
            phone.respond(notify, 481, ""); // it does not want to know
            up.leg().transferring(DONE);
            hangUp(phone, up);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("NOTIFY")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Refer-To: <mailto:anna@pbx.test>\r\n",
                "Refer-To: <sip:pbx.test>\r\n",
                "Refer-To: <sip:1003@pbx.test;method=BYE>\r\n",
                "Refer-To: <sip:1002@pbx.test?Replaces=nobody%3Bto-tag%3Da%3Bfrom-tag%3Db>\r\n",
                "Refer-To: <sip:1002@pbx.test?Replaces=nonsense>\r\n"
            })
    void whatCannotBeReadIsRefusedAndTheCallGoesOn(String header) throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "");
            refer(phone, up, header);
            assertEquals(400, answer(phone).status());
            assertTrue(up.call().events().told.isEmpty(), up.call().events().told::toString);
            hangUp(phone, up);
        }
    }

    @Test
    void whatTheHouseDoesNotWantIsDeclined() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "");
            refer(phone, up, "Refer-To: <sip:1003@pbx.test>\r\n");
            up.call().events().next();
            DisconnectCause no = DisconnectCause.of(Reason.DECLINED);
            up.leg().transferring(new TransferProgress.Failed(no));
            assertEquals(603, answer(phone).status());
            assertTrue(phone.nothingLike(300, m -> m.isRequest("NOTIFY")));
            hangUp(phone, up);
        }
    }

    @Test
    void withoutSubscriptionNothingIsNotified() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "");
            refer(
                    phone,
                    up,
                    "Require: norefersub\r\nRefer-Sub: false\r\nRefer-To: <sip:1003@pbx.test>\r\n");
            up.call().events().next();
            up.leg().transferring(BEGUN);
            Msg accepted = answer(phone);
            assertEquals(202, accepted.status());
            assertEquals("false", accepted.header("Refer-Sub"));
            up.leg().transferring(DONE);
            hangUp(phone, up);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("NOTIFY")));
        }
    }

    @Test
    void aTrunkMayNot() throws Exception {
        try (RawPeer trunk = sip.udp()) {
            String source = "127.0.0.1:" + trunk.port();
            sip.house.trunks.put(
                    "acme",
                    new Trunk(
                            "acme",
                            "127.0.0.1",
                            trunk.port(),
                            "udp",
                            List.of(source),
                            List.of(),
                            ""));
            String branch = trunk.branch();
            trunk.send(
                    trunk.request(
                            "INVITE", "sip:600@pbx.test", ++trunk.cseq, branch, "", RawPeer.SDP));
            Up up = answered(trunk);
            refer(trunk, up, "Refer-To: <sip:1003@pbx.test>\r\n");
            assertEquals(403, answer(trunk).status());
            assertTrue(up.call().events().told.isEmpty());
            hangUp(trunk, up);
        } finally {
            sip.house.trunks.clear();
        }
    }

    @Test
    void whoHangsUpAtOnceIsToldTheEnd() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "");
            refer(phone, up, "Refer-To: <sip:1003@pbx.test>\r\n");
            up.call().events().next();
            up.leg().transferring(BEGUN);
            assertEquals(202, answer(phone).status());
            notified(phone, "active;expires=600", "SIP/2.0 100 Trying");
            phone.send(phone.request("BYE", up.uri(), ++phone.cseq, phone.branch(), "", ""));
            phone.awaitOk("BYE");
            assertEquals("ended NORMAL", up.call().events().next());
            up.leg().transferring(DONE);
            notified(phone, "terminated;reason=noresource", "SIP/2.0 200 OK");
            assertTrue(phone.nothingLike(300, m -> m.isRequest("BYE")), "it has said so itself");
        }
    }

    @Test
    void outsideOfACallItIsRefused() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String to = "Refer-To: <sip:1003@pbx.test>\r\n";
            phone.send(phone.request("REFER", "sip:pbx.test", 1, phone.branch(), to, ""));
            assertEquals(403, answer(phone).status());
        }
    }

    @Test
    void anotherCallOfTheSameDeviceIsMeantByItsDialog() throws Exception {
        try (RawPeer phone = sip.udp();
                RawPeer second = sip.udp();
                RawPeer stranger = sip.udp()) {
            Up one = up(phone, "");
            Up two = up(second, "");
            stranger.user = "1002";
            Up three = up(stranger, "");
            refer(
                    phone,
                    one,
                    "Refer-To: <sip:1002@pbx.test?Replaces=" + dialog(stranger) + ">\r\n");
            assertEquals(400, answer(phone).status(), "it is somebody else's");
            refer(phone, one, "Refer-To: <sip:1002@pbx.test?Replaces=" + dialog(second) + ">\r\n");
            assertEquals(
                    "transferAsked the seat of leg " + two.leg().id(), one.call().events().next());
            one.leg().transferring(BEGUN);
            assertEquals(202, answer(phone).status());
            hangUp(phone, one);
            hangUp(second, two);
            hangUp(stranger, three);
        }
    }

    private static String dialog(RawPeer phone) {
        return phone.callId + "%3Bto-tag%3D" + phone.toTag + "%3Bfrom-tag%3D" + phone.tag;
    }

    @Test
    void whoeverTakesUpdateIsShownWhomItTalksTo() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "Allow: INVITE, ACK, BYE, UPDATE\r\n");
            up.leg().identify(new Party("103", "Zo\u00eb \"Z\" Example"));
            Msg update = phone.awaitRequest("UPDATE");
            assertEquals(
                    "\"Zo\u00eb Z Example\" <sip:103@pbx.test>",
                    update.header("P-Asserted-Identity"));
            assertEquals("", update.body());
            phone.respond(update, 200, "");
            up.leg().identify(Party.ANONYMOUS);
            hangUp(phone, up);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("UPDATE")));
        }
    }
}
