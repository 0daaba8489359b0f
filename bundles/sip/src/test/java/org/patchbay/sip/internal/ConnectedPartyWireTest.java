package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.Party;

/** Whom a phone without UPDATE is shown (RFC 3325, 5876), over the loopback. */
class ConnectedPartyWireTest {
    private static final String NO_UPDATE = "Allow: INVITE, ACK, BYE, CANCEL\r\n";
    private static final String ZOE = "\"Zoe\" <sip:103@pbx.test>";

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    /** A call that is up, and the 200 that it began with. */
    private record Up(Leg leg, FakeHouse.Events events, Msg ok) {}

    private static Up up(RawPeer phone, String more) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        acknowledge(phone, ok);
        return new Up(call.leg(), call.events(), ok);
    }

    private static void acknowledge(RawPeer phone, Msg ok) throws Exception {
        String branch = phone.branch();
        String uri = ok.status() < 300 ? ok.contactUri() : "sip:600@pbx.test";
        phone.send(phone.request("ACK", uri, (int) ok.cseq(), branch, "", ""));
    }

    private static void hangUp(RawPeer phone, Up up) throws Exception {
        up.leg().hangup(DisconnectCause.of(Reason.NORMAL));
        phone.respond(phone.awaitRequest("BYE"), 200, "");
    }

    private static void shows(Msg invite, String identity) {
        assertEquals(identity, invite.header("P-Asserted-Identity"));
    }

    @Test
    void aReinviteSaysItAndChangesNothing() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, NO_UPDATE);
            up.leg().identify(new Party("103", "Zoe"));
            Msg invite = phone.awaitRequest("INVITE");
            shows(invite, ZOE);
            assertEquals(up.ok().body(), invite.body(), "the same version of the same description");
            assertFalse(invite.header("Contact").isEmpty());
            phone.respond(invite, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            assertEquals("mediaChanged", up.events().next());
            hangUp(phone, up);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("UPDATE")));
        }
    }

    @Test
    void whoHasAnOfferOfItsOwnIsAskedAgain() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, NO_UPDATE);
            up.leg().identify(new Party("103", "Zoe"));
            Msg first = phone.awaitRequest("INVITE");
            phone.respond(first, 491, "");
            phone.awaitRequest("ACK");
            Msg second = phone.awaitRequest("INVITE"); // 0 to 2 s later
            shows(second, ZOE);
            assertEquals(first.body(), second.body());
            phone.respond(second, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            hangUp(phone, up);
        }
    }

    /** Both offer at once, and the phone is first to try again. */
    @Test
    void itComesAfterAnOfferThatCrossedIt() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, NO_UPDATE);
            up.leg().identify(new Party("103", "Zoe"));
            Msg ours = phone.awaitRequest("INVITE");
            String uri = up.ok().contactUri();
            String held = RawPeer.SDP + "a=sendonly\r\n";
            phone.send(phone.request("INVITE", uri, ++phone.cseq, phone.branch(), "", held));
            Msg glare = phone.awaitStatus(491);
            acknowledge(phone, glare);
            phone.respond(ours, 491, "");
            phone.awaitRequest("ACK");
            phone.send(phone.request("INVITE", uri, ++phone.cseq, phone.branch(), "", held));
            acknowledge(phone, phone.awaitOk("INVITE"));
            assertEquals("held true", up.events().next());
            Msg again = phone.awaitRequest("INVITE");
            shows(again, ZOE);
            phone.respond(again, 200, held);
            phone.awaitRequest("ACK");
            hangUp(phone, up);
        }
    }

    @Test
    void aHoldAndItFollowEachOther() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, NO_UPDATE);
            CompletableFuture<Void> held = up.leg().hold(true).toCompletableFuture();
            Msg hold = phone.awaitRequest("INVITE");
            up.leg().identify(new Party("102", "Bert"));
            up.leg().identify(new Party("103", "Zoe"));
            phone.respond(hold, 200, RawPeer.SDP + "a=recvonly\r\n");
            phone.awaitRequest("ACK");
            held.get(5, TimeUnit.SECONDS);
            Msg shown = phone.awaitRequest("INVITE");
            shows(shown, ZOE);
            assertTrue(shown.body().contains("a=sendonly"), "it still waits");
            phone.respond(shown, 488, "");
            phone.awaitRequest("ACK");
            hangUp(phone, up);
        }
    }

    @Test
    void whoSaysNothingOfWhatItTakesIsLeftInPeace() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone, "");
            up.leg().identify(new Party("103", "Zoe"));
            hangUp(phone, up);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("UPDATE") || m.isRequest("INVITE")));
        }
    }

    @Test
    void whoIsKnownBeforeTheAnswerIsShownWithIt() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.authorised("INVITE", "sip:600@pbx.test", NO_UPDATE, RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().ring();
            assertEquals("", phone.awaitStatus(180).header("P-Asserted-Identity"));
            call.leg().identify(new Party("103", "Zoe"));
            call.leg().answer();
            Msg ok = phone.awaitStatus(200);
            shows(ok, ZOE);
            phone.toTag = ok.tag("To").orElseThrow();
            acknowledge(phone, ok);
            hangUp(phone, new Up(call.leg(), call.events(), ok));
            assertTrue(phone.nothingLike(300, m -> m.isRequest("INVITE")), "once is enough");
        }
    }
}
