package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;

/** Which URI credentials may sign for a request (RFC 7616 §3.4.6), over the loopback. */
class SignedUriWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static String target() {
        return "sip:600@127.0.0.1:" + sip.port;
    }

    /** Sends an INVITE with credentials for that URI, and writes that URI into them. */
    private static void invite(RawPeer phone, String signed, String written) throws Exception {
        String branch = phone.branch();
        phone.send(phone.request("INVITE", target(), 1, branch, "", RawPeer.SDP));
        Msg challenge = phone.awaitStatus(407);
        phone.toTag = challenge.tag("To").orElseThrow();
        phone.send(phone.request("ACK", target(), 1, branch, "", ""));
        phone.toTag = "";
        String credential =
                phone.authorization(challenge, "INVITE", signed, "secret")
                        .replace("uri=\"" + signed + "\"", "uri=\"" + written + "\"");
        phone.send(phone.request("INVITE", target(), 2, phone.branch(), credential, RawPeer.SDP));
    }

    @Test
    void theRequestUriAndTheSameWithoutUserAreTaken() throws Exception {
        for (String signed : new String[] {target(), "sip:127.0.0.1:" + sip.port}) {
            try (RawPeer phone = sip.udp()) {
                invite(phone, signed, signed);
                FakeHouse.Incoming call = sip.house.nextCall();
                assertEquals("600", call.offer().called());
                call.leg().hangup(DisconnectCause.of(Reason.BUSY));
                assertEquals(486, phone.awaitFinal().status());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sip:700@127.0.0.1:PORT", "sip:127.0.0.1:9", "sip:127.0.0.2:PORT", "sip:"})
    void anotherUserHostOrPortIsRefused(String other) throws Exception {
        String signed = other.replace("PORT", "" + sip.port);
        try (RawPeer phone = sip.udp()) {
            invite(phone, signed, signed);
            assertEquals(407, phone.awaitFinal().status());
            assertTrue(sip.house.incoming.isEmpty());
        }
    }

    /** What is written must be what was signed. */
    @Test
    void aUriThatWasNotSignedIsRefused() throws Exception {
        try (RawPeer phone = sip.udp()) {
            invite(phone, "sip:127.0.0.1:9", "sip:127.0.0.1:" + sip.port);
            assertEquals(407, phone.awaitFinal().status());
            assertTrue(sip.house.incoming.isEmpty());
        }
    }
}
