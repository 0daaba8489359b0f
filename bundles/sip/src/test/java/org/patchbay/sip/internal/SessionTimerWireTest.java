package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.sip.internal.SipFixture.Dialled;
import org.patchbay.sip.internal.dialog.SessionTimer;
import org.patchbay.sip.internal.leg.DialogRules;
import org.patchbay.testkit.Eventually;

/** Session timers (RFC 4028) over the loopback, with sessions of seconds. */
@Tag("waits")
class SessionTimerWireTest {
    private static final String TIMER = "Supported: timer\r\n";
    private static final String UPDATE = "Allow: INVITE, ACK, BYE, UPDATE\r\n";

    private static SipFixture sip;

    /** That {@link #out} answered. */
    private static Msg invite;

    @BeforeAll
    static void start() {
        sip =
                new SipFixture(
                        new DialogRules(
                                new SessionTimer.Rules(4, 2), Duration.ZERO, Duration.ZERO));
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private record In(FakeHouse.Incoming call, Msg ok) {
        void hangUp(RawPeer phone) throws Exception {
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    private static In in(RawPeer phone, String more) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        phone.send(phone.request("ACK", ok.contactUri(), phone.cseq, phone.branch(), "", ""));
        return new In(call, ok);
    }

    private static Msg ask(RawPeer phone, In in, String method, String more) throws Exception {
        String uri = in.ok().contactUri();
        phone.send(phone.request(method, uri, ++phone.cseq, phone.branch(), more, ""));
        return phone.await("answer", m -> m.status() >= 200 && m.cseqMethod().equals(method));
    }

    /** A call to the phone that answers with {@code more}. */
    private static Dialled out(RawPeer phone, String more) throws Exception {
        Dialled call = sip.dial("device:1002");
        invite = phone.awaitRequest("INVITE");
        phone.send(phone.response(invite, 200, more, RawPeer.SDP));
        phone.awaitRequest("ACK");
        assertEquals("answered", call.events().next());
        return call;
    }

    private static RawPeer registered() throws Exception {
        RawPeer phone = sip.udp();
        sip.house.bindings.clear();
        assertEquals(200, sip.register(phone, "1002").status());
        return phone;
    }

    @Test
    void whoCallsRefreshesAndIsHungUpOnWhereItDoesNot() throws Exception {
        try (RawPeer phone = sip.udp()) {
            In in = in(phone, TIMER + "Session-Expires: 4\r\n");
            assertEquals("4;refresher=uac", in.ok().header("Session-Expires"));
            assertEquals("timer", in.ok().header("Require"));
            Msg refreshed = ask(phone, in, "UPDATE", TIMER + "Session-Expires: 4\r\n");
            assertEquals("4;refresher=uac", refreshed.header("Session-Expires"));
            assertTrue(phone.nothingLike(1_000, m -> m.isRequest("UPDATE")), "it is not ours");
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertEquals("ended TIMEOUT", in.call().events().next());
            assertEquals("the session was not refreshed", in.call().events().cause.text());
        }
    }

    @Test
    void tooShortIs422WithWhatIsEnough() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String more = TIMER + "Session-Expires: 1\r\n";
            phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
            Msg refusal = phone.awaitFinal();
            assertEquals(422, refusal.status());
            assertEquals("2", refusal.header("Min-SE"));
        }
        try (RawPeer phone = sip.udp()) {
            In in = in(phone, TIMER);
            assertEquals("4;refresher=uac", in.ok().header("Session-Expires"));
            Msg refusal = ask(phone, in, "UPDATE", TIMER + "Session-Expires: 1\r\n");
            assertEquals(422, refusal.status());
            in.hangUp(phone);
        }
    }

    @Test
    void whoKnowsNoTimersGetsNone() throws Exception {
        try (RawPeer phone = sip.udp()) {
            In in = in(phone, "");
            assertEquals("", in.ok().header("Session-Expires"));
            assertEquals("", in.ok().header("Require"));
            in.hangUp(phone);
        }
    }

    @Test
    void weRefreshByUpdateWhereTheFarSideTakesIt() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            assertEquals("4", invite.header("Session-Expires"));
            assertEquals("2", invite.header("Min-SE"));
            assertTrue(invite.all("Supported").toString().contains("timer"));
            String more = UPDATE + "Session-Expires: 4;refresher=uac\r\n";
            phone.send(phone.response(invite, 200, more, RawPeer.SDP));
            for (int i = 0; i < 2; i++) {
                Msg update = phone.awaitRequest("UPDATE");
                assertEquals("", update.body());
                assertEquals("4;refresher=uac", update.header("Session-Expires"));
                assertTrue(update.all("Supported").toString().contains("timer"));
                assertFalse(update.header("Contact").isEmpty());
                phone.send(phone.response(update, 200, more, ""));
            }
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void elseByAReinviteThatChangesNothing() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = out(phone, "Session-Expires: 4;refresher=uac\r\n");
            FakeHouse.FakeSession media = sip.house.lastSession();
            Msg again = phone.awaitRequest("INVITE");
            assertEquals("4;refresher=uac", again.header("Session-Expires"));
            assertTrue(again.all("Supported").toString().contains("timer"));
            assertEquals(invite.body(), again.body());
            assertTrue(media.asked.stream().noneMatch(a -> a.startsWith("hold")));
            String more = "Session-Expires: 4;refresher=uac\r\n";
            phone.send(phone.response(again, 200, more, RawPeer.SDP));
            phone.awaitRequest("ACK");
            Msg third = phone.awaitRequest("INVITE");
            assertEquals(again.body(), third.body());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    /** What tells whom it talks to refreshes as well; what refreshes says that no more. */
    @Test
    void aReinviteForAnotherReasonIsARefresh() throws Exception {
        try (RawPeer phone = registered()) {
            String more = "Allow: INVITE, ACK, BYE\r\nSession-Expires: 4;refresher=uac\r\n";
            Dialled call = out(phone, more);
            call.leg().identify(new Party("103", "Zoe"));
            Msg shown = phone.awaitRequest("INVITE");
            assertEquals("\"Zoe\" <sip:103@pbx.test>", shown.header("P-Asserted-Identity"));
            assertEquals("4;refresher=uac", shown.header("Session-Expires"));
            phone.send(phone.response(shown, 200, more, RawPeer.SDP));
            phone.awaitRequest("ACK");
            Msg refresh = phone.awaitRequest("INVITE");
            assertEquals("", refresh.header("P-Asserted-Identity"));
            assertEquals("4;refresher=uac", refresh.header("Session-Expires"));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void a422OfTheFarSideIsAskedAgainWithMore() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.send(phone.response(invite, 422, "Min-SE: 7\r\n", ""));
            phone.awaitRequest("ACK");
            Msg again = phone.awaitRequest("INVITE");
            assertEquals("7", again.header("Session-Expires"));
            assertEquals("7", again.header("Min-SE"));
            assertEquals(invite.cseq() + 1, again.cseq());
            assertEquals(invite.header("Call-ID"), again.header("Call-ID"));
            assertEquals(1, again.all("Session-Expires").size());
            phone.respond(again, 486, "");
            phone.awaitRequest("ACK");
            assertEquals("ended BUSY", call.events().next());
        }
    }

    /** One that always wants a little more is not followed for ever. */
    @Test
    void a422IsFollowedAFewTimesOnly() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            for (int i = 0; i < 6; i++) {
                Msg invite = phone.awaitRequest("INVITE");
                phone.send(phone.response(invite, 422, "Min-SE: " + (7 + i) + "\r\n", ""));
                phone.awaitRequest("ACK");
            }
            assertEquals("ended BAD_REQUEST", call.events().next());
        }
    }

    /** What asks for no more than we did is a refusal, and no loop. */
    @Test
    void a422ThatAsksForNothingMoreIsARefusal() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.send(phone.response(invite, 422, "Min-SE: 1\r\n", ""));
            phone.awaitRequest("ACK");
            assertEquals("ended BAD_REQUEST", call.events().next());
        }
    }

    @Test
    void aRefreshThatNobodyKnowsEndsTheCall() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = out(phone, UPDATE + "Session-Expires: 4;refresher=uac\r\n");
            phone.respond(phone.awaitRequest("UPDATE"), 481, "");
            assertEquals("ended TIMEOUT", call.events().next());
            phone.respond(phone.awaitRequest("BYE"), 481, "");
        }
    }

    /** What the far side says when both meet is its BYE: the call ends once, and normally. */
    @Test
    void aRefreshThatCrossesTheByeChangesNothing() throws Exception {
        try (RawPeer phone = registered()) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            String more = UPDATE + "Session-Expires: 4;refresher=uac\r\n";
            phone.send(phone.response(invite, 200, more, RawPeer.SDP));
            assertEquals("answered", call.events().next());
            Msg update = phone.awaitRequest("UPDATE");
            phone.send(bye(phone, update));
            phone.awaitOk("BYE");
            phone.respond(update, 481, "");
            assertEquals("ended NORMAL", call.events().next());
            assertTrue(phone.nothingLike(500, m -> m.isRequest("BYE")), "it was said already");
            assertTrue(call.events().told.isEmpty(), call.events().told.toString());
        }
    }

    /** Such a timer runs for long: it would keep the leg, and all that hangs on it. */
    @Test
    void noTimerOutlivesItsLeg() throws Exception {
        DialogRules usual = new DialogRules(SessionTimer.Rules.USUAL, Duration.ZERO, Duration.ZERO);
        try (SipFixture own = new SipFixture(usual);
                RawPeer phone = own.udp()) {
            assertEquals(200, own.register(phone, "1002").status());
            long before = timers(own);
            Dialled call = own.dial("device:1002");
            Msg answered = phone.awaitRequest("INVITE");
            String more = UPDATE + "Session-Expires: 1800;refresher=uac\r\n";
            phone.send(phone.response(answered, 200, more, RawPeer.SDP));
            assertEquals("answered", call.events().next());
            Eventually.holds(() -> assertEquals(before + 1, timers(own), "until the refresh"));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            Msg bye = phone.awaitRequest("BYE");
            Eventually.holds(
                    () -> assertEquals(before, timers(own), "whether it is answered or not"));
            phone.respond(bye, 200, "");
            assertEquals(0, own.house.sessions.stream().filter(s -> !s.closed).count());
        }
    }

    private static long timers(SipFixture house) {
        return house.service.figures().read().get("timers");
    }

    /** Of the dialog that a request of ours came in. */
    private static String bye(RawPeer phone, Msg request) {
        phone.callId = request.header("Call-ID");
        String text = phone.request("BYE", request.contactUri(), 900, phone.branch(), "", "");
        String from = request.header("To");
        String to = request.header("From");
        return text.replaceAll("From: .*\r\n", "From: " + from + "\r\n")
                .replaceAll("To: .*\r\n", "To: " + to + "\r\n");
    }

    /** Who refreshes with an offer while ours is out is asked to come again (RFC 3261 §14.2). */
    @Test
    void anUpdateOfTheirsThatCrossesAReinviteOfOurs() throws Exception {
        try (RawPeer phone = sip.udp()) {
            In in = in(phone, "");
            in.call().leg().hold(true);
            Msg reinvite = phone.awaitRequest("INVITE");
            String uri = in.ok().contactUri();
            phone.send(phone.request("UPDATE", uri, ++phone.cseq, phone.branch(), "", RawPeer.SDP));
            Msg refusal =
                    phone.await(
                            "answer", m -> m.status() >= 200 && m.cseqMethod().equals("UPDATE"));
            assertEquals(491, refusal.status());
            Msg plain = ask(phone, in, "UPDATE", "");
            assertEquals(200, plain.status(), "one without an offer meets nothing");
            phone.respond(reinvite, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            in.hangUp(phone);
        }
    }
}
