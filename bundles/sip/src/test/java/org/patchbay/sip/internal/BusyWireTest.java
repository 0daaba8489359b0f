package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;

/** A house that is full: who is in goes on, who comes is told at once, and room is given back. */
class BusyWireTest {
    private static final String TARGET = "sip:600@pbx.test";

    @Test
    void aCallTooManyGets503AndTheNextOneComesInAgain() throws Exception {
        try (SipFixture sip = new SipFixture(1);
                RawPeer first = sip.udp();
                RawPeer second = sip.udp()) {
            first.authorised("INVITE", TARGET, "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().answer();
            Msg ok = first.awaitStatus(200);
            first.toTag = ok.tag("To").orElseThrow();
            String contact = ok.contactUri();
            first.send(first.request("ACK", contact, (int) ok.cseq(), first.branch(), "", ""));

            String branch = second.branch();
            second.send(second.request("INVITE", TARGET, ++second.cseq, branch, "", RawPeer.SDP));
            Msg busy = second.awaitFinal();
            assertEquals(503, busy.status());
            assertEquals("5", busy.header("Retry-After"));
            second.send(second.request("INVITE", TARGET, second.cseq, branch, "", RawPeer.SDP));
            assertEquals(busy.tag("To"), second.awaitFinal().tag("To"), "RFC 3261 §8.2.7");
            second.send(second.request("OPTIONS", TARGET, ++second.cseq, second.branch(), "", ""));
            assertEquals(200, second.awaitFinal().status());

            assertEquals(2, sip.service.figures().read().get("calls.refused-busy"));

            // a re-INVITE is no new call
            first.send(
                    first.request(
                            "INVITE", contact, ++first.cseq, first.branch(), "", RawPeer.SDP));
            Msg again = first.awaitStatus(200);
            first.send(first.request("ACK", contact, (int) again.cseq(), first.branch(), "", ""));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            first.respond(first.awaitRequest("BYE"), 200, "");

            second.authorised("INVITE", TARGET, "", RawPeer.SDP, "secret");
            assertFalse(sip.house.nextCall().offer().called().isEmpty());
        }
    }

    @Test
    void whoCannotBeServedNowIsToldWhenToComeBack() throws Exception {
        try (SipFixture sip = new SipFixture(1);
                RawPeer phone = sip.udp()) {
            phone.authorised("INVITE", TARGET, "", RawPeer.SDP, "secret");
            sip.house.nextCall().leg().hangup(DisconnectCause.of(Reason.UNAVAILABLE));
            assertEquals("2", phone.awaitStatus(503).header("Retry-After"));
        }
    }
}
