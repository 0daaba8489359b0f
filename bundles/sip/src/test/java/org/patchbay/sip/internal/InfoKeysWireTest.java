package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.testkit.Eventually;

/** Keys by INFO, both ways, over the loopback. */
class InfoKeysWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static int info(RawPeer phone, String uri, String type, String body) throws Exception {
        phone.send(
                phone.request("INFO", uri, ++phone.cseq, phone.branch(), "", body)
                        .replace("application/sdp", type));
        return phone.awaitFinal().status();
    }

    @Test
    void keysComeAndGoByInfo() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            FakeHouse.FakeSession media = sip.house.lastSession();
            media.listener.keyToSend('1', 100); // before the answer: to nobody
            call.leg().answer();
            Msg ok = phone.awaitStatus(200);
            phone.toTag = ok.tag("To").orElseThrow();
            String uri = ok.contactUri();
            phone.send(phone.request("ACK", uri, phone.cseq, phone.branch(), "", ""));

            assertEquals(
                    200,
                    info(phone, uri, "application/dtmf-relay", "Signal=5\r\nDuration=120\r\n"));
            assertEquals(200, info(phone, uri, "application/dtmf", "#"));
            assertEquals(200, info(phone, uri, "application/dtmf-relay", "Signal=nonsense\r\n"));
            assertEquals(415, info(phone, uri, "application/broadsoft", "event talk"));
            Eventually.holds(() -> assertTrue(media.asked.contains("key # 160")));
            assertEquals(2, media.asked.stream().filter(a -> a.startsWith("key")).count());
            assertTrue(media.asked.contains("key 5 120"));

            media.listener.keyToSend('7', 150);
            Msg sent = phone.awaitRequest("INFO");
            assertEquals("application/dtmf-relay", sent.header("Content-Type"));
            assertEquals("Signal=7\r\nDuration=150\r\n", sent.body());
            phone.respond(sent, 200, "");
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertFalse(media.asked.contains("key 1 100"));
        }
    }
}
