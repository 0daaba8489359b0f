package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.testkit.Eventually;

/** Less usual offers inside a call (RFC 3261 §14.2), over the loopback. */
class ReinviteWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    /** A call that is up; the peer sends with {@code uri}. */
    private record Up(FakeHouse.Incoming call, FakeHouse.FakeSession media, String uri) {}

    private static Up up(RawPeer phone) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        ack(phone, ok.contactUri(), "");
        return new Up(call, sip.house.lastSession(), ok.contactUri());
    }

    private static void ack(RawPeer phone, String uri, String body) throws Exception {
        phone.send(phone.request("ACK", uri, phone.cseq, phone.branch(), "", body));
    }

    private static String send(RawPeer phone, Up up, String method, String body) throws Exception {
        String branch = phone.branch();
        phone.send(phone.request(method, up.uri(), ++phone.cseq, branch, "", body));
        return branch;
    }

    private static void hangUp(RawPeer phone, Up up) throws Exception {
        up.call().leg().hangup(DisconnectCause.of(Reason.NORMAL));
        phone.respond(phone.awaitRequest("BYE"), 200, "");
    }

    @Test
    void withoutOfferGetsOursAndAnswersInTheAck() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            send(phone, up, "INVITE", "");
            Msg ok = phone.awaitStatus(200);
            assertTrue(ok.body().contains("m=audio 30000"), ok.body());
            assertFalse(up.media().asked.contains("accept"));
            ack(phone, up.uri(), RawPeer.SDP + "a=sendonly\r\n");
            assertEquals("held true", up.call().events().next());
            assertTrue(up.media().asked.contains("accept"));
            hangUp(phone, up);
        }
    }

    @Test
    void cancelledBeforeItsAnswerLeavesTheCallAsItWas() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            CompletableFuture<Void> later = new CompletableFuture<>();
            up.media().proposalWaitsFor = later;
            String branch = send(phone, up, "INVITE", RawPeer.SDP);
            phone.awaitStatus(100);
            phone.send(phone.request("CANCEL", up.uri(), phone.cseq, branch, "", ""));
            phone.awaitOk("CANCEL");
            assertEquals("INVITE", phone.awaitStatus(487).cseqMethod());
            phone.send(phone.request("ACK", up.uri(), phone.cseq, branch, "", ""));
            later.complete(null);
            Eventually.holds(() -> assertTrue(up.media().asked.contains("rollback")));
            assertFalse(up.media().asked.subList(2, up.media().asked.size()).contains("commit"));
            up.media().proposalWaitsFor = null;
            send(phone, up, "UPDATE", RawPeer.SDP); // the next offer is taken as if nothing was
            Msg ok = phone.awaitStatus(200);
            assertEquals("UPDATE", ok.cseqMethod());
            assertTrue(up.call().events().told.stream().noneMatch(e -> e.startsWith("ended")));
            hangUp(phone, up);
        }
    }

    /** RFC 3311 §5.2: theirs is being answered, so the next one comes later. */
    @Test
    void anUpdateThatOvertakesTheirReinviteComesAgain() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            CompletableFuture<Void> later = new CompletableFuture<>();
            up.media().proposalWaitsFor = later;
            send(phone, up, "INVITE", RawPeer.SDP);
            phone.awaitStatus(100);
            int reinvite = phone.cseq;
            send(phone, up, "UPDATE", RawPeer.SDP);
            Msg refusal = phone.awaitStatus(500);
            assertEquals("UPDATE", refusal.cseqMethod());
            assertEquals("1", refusal.header("Retry-After"));
            later.complete(null);
            phone.awaitOk("INVITE");
            phone.send(phone.request("ACK", up.uri(), reinvite, phone.branch(), "", ""));
            up.media().proposalWaitsFor = null;
            send(phone, up, "UPDATE", RawPeer.SDP);
            phone.awaitOk("UPDATE");
            hangUp(phone, up);
        }
    }

    @Test
    void aBodyThatIsNoOfferIs415AndTheCallGoesOn() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            for (String method : new String[] {"INVITE", "UPDATE"}) {
                String branch = phone.branch();
                String text = phone.request(method, up.uri(), ++phone.cseq, branch, "", "hello");
                phone.send(text.replace("application/sdp", "text/plain"));
                Msg refusal = phone.awaitFinal();
                assertEquals(415, refusal.status());
                assertEquals("application/sdp", refusal.header("Accept"));
                if (method.equals("INVITE")) {
                    phone.send(phone.request("ACK", up.uri(), phone.cseq, branch, "", ""));
                }
            }
            hangUp(phone, up);
        }
    }

    @Test
    void anOfferWithoutACodecOfOursIs488AndTheCallGoesOn() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            String branch = send(phone, up, "INVITE", RawPeer.SDP.replace("AVP 0 8", "AVP 18"));
            assertEquals(488, phone.awaitFinal().status());
            phone.send(phone.request("ACK", up.uri(), phone.cseq, branch, "", ""));
            hangUp(phone, up);
        }
    }

    /** What is in force cannot be taken back (RFC 3261 §9.2): the CANCEL is only answered. */
    @Test
    void aCancelThatCrossesTheCommitChangesNothing() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            CompletableFuture<Void> later = new CompletableFuture<>();
            up.media().commitWaitsFor = later;
            up.media().asked.clear();
            String branch = send(phone, up, "INVITE", RawPeer.SDP);
            Eventually.holds(() -> assertTrue(up.media().asked.contains("commit")));
            phone.send(phone.request("CANCEL", up.uri(), phone.cseq, branch, "", ""));
            phone.awaitOk("CANCEL");
            later.complete(null);
            Msg answer = phone.await("answer", m -> m.status() >= 200);
            assertEquals(200, answer.status());
            assertEquals("INVITE", answer.cseqMethod());
            ack(phone, up.uri(), "");
            assertFalse(up.media().asked.contains("rollback"));
            hangUp(phone, up);
        }
    }

    /** The ACK of a re-INVITE may come after an UPDATE that was sent behind it. */
    @Test
    void anUpdateBeforeTheLateAckOfAReinvite() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Up up = up(phone);
            send(phone, up, "INVITE", RawPeer.SDP);
            Msg ok = phone.awaitOk("INVITE");
            int reinvite = phone.cseq;
            send(phone, up, "UPDATE", RawPeer.SDP);
            phone.awaitOk("UPDATE");
            Msg again = phone.await("2xx once more", m -> m.status() == 200);
            assertEquals("INVITE", again.cseqMethod());
            assertEquals(ok.body(), again.body());
            phone.send(phone.request("ACK", up.uri(), reinvite, phone.branch(), "", ""));
            assertTrue(phone.nothingLike(1_500, m -> m.status() == 200), "it was acknowledged");
            hangUp(phone, up);
        }
    }
}
