package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.dialog.SessionTimer;
import org.patchbay.sip.internal.leg.DialogRules;

/** A far side of which nothing is heard any more, over the loopback. */
class MediaLostWireTest {
    private static final int SILENCE_MS = 1;
    private static final int HELD_MS = 5_000;

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip =
                new SipFixture(
                        new DialogRules(
                                SessionTimer.Rules.USUAL,
                                Duration.ofMillis(SILENCE_MS),
                                Duration.ofMillis(HELD_MS)));
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static FakeHouse.Incoming ringing(RawPeer phone) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
        return sip.house.nextCall();
    }

    private static FakeHouse.Incoming up(RawPeer phone) throws Exception {
        FakeHouse.Incoming call = ringing(phone);
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        phone.send(phone.request("ACK", ok.contactUri(), phone.cseq, phone.branch(), "", ""));
        // served behind the ACK: more than a millisecond has passed since the answer
        phone.send(phone.request("OPTIONS", ok.contactUri(), ++phone.cseq, phone.branch(), "", ""));
        phone.awaitOk("OPTIONS");
        return call;
    }

    @Test
    void whoShouldSendAndDoesNotIsHungUpOn() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = up(phone);
            sip.house.lastSession().listener.silent(60_000, true);
            Msg bye = phone.awaitRequest("BYE");
            assertTrue(bye.header("Reason").startsWith("Q.850;cause=41"), bye.header("Reason"));
            phone.respond(bye, 200, "");
            assertEquals("ended MEDIA_LOST", call.events().next());
        }
    }

    @Test
    void whoIsHeldHasLonger() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = up(phone);
            sip.house.lastSession().listener.silent(HELD_MS - 1, false);
            // and counts from the answer
            sip.house.lastSession().listener.silent(60_000, false);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("BYE")));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertEquals("ended NORMAL", call.events().next());
        }
    }

    @Test
    void whileItRingsNobodyNeedsToSend() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = ringing(phone);
            sip.house.lastSession().listener.silent(60_000, true);
            call.leg().answer();
            Msg ok = phone.awaitStatus(200);
            phone.toTag = ok.tag("To").orElseThrow();
            phone.send(phone.request("ACK", ok.contactUri(), phone.cseq, phone.branch(), "", ""));
            assertTrue(phone.nothingLike(300, m -> m.isRequest("BYE")));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertEquals("ended NORMAL", call.events().next());
        }
    }
}
