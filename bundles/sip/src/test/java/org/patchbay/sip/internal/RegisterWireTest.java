package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Flow;
import org.patchbay.testkit.Eventually;

/** REGISTER against the real stack over the loopback (RFC 3261 §10.3). */
class RegisterWireTest {
    private static SipFixture sip;
    private static final AddressOfRecord AOR = new AddressOfRecord("1002", "pbx.test");

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @Test
    void challengesThenRegistersWithTheFlowAsWeSeeIt() throws Exception {
        try (RawPeer phone = sip.udp()) {
            Msg ok = sip.register(phone, "1002");
            assertEquals(200, ok.status());
            assertTrue(ok.header("Contact").contains("expires=600"), ok.header("Contact"));
            Flow flow = sip.house.bindings(AOR).get(0).flow();
            assertEquals(new Flow("udp", "127.0.0.1", phone.port(), ""), flow);
        }
    }

    @Test
    void registersWithTheStrongerAlgorithm() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.algorithm = "SHA-256";
            assertEquals(200, sip.register(phone, "1001").status());
        }
    }

    @Test
    void wrongPasswordIsChallengedAgain() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.user = "1001";
            phone.authorised("REGISTER", "sip:pbx.test", "", "", "wrong");
            assertEquals(401, phone.awaitFinal().status());
        }
    }

    @Test
    void unknownUserIsChallengedTheSame() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.user = "nobody";
            phone.authorised("REGISTER", "sip:pbx.test", "", "", "secret");
            Msg answer = phone.awaitFinal();
            assertEquals(401, answer.status());
            assertEquals(2, answer.all("WWW-Authenticate").size(), answer.toString());
        }
    }

    @Test
    void nobodyRegistersForAnother() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.user = "1001";
            String uri = "sip:pbx.test";
            phone.send(phone.request("REGISTER", uri, 1, phone.branch(), "", ""));
            Msg challenge = phone.awaitStatus(401);
            String credential = phone.authorization(challenge, "REGISTER", uri, "secret");
            String other = phone.request("REGISTER", uri, 2, phone.branch(), credential, "");
            phone.send(other.replace("To: <sip:1001@", "To: <sip:1002@"));
            assertEquals(403, phone.awaitFinal().status());
        }
    }

    @Test
    void transportThatTheDeviceMayNotUse() throws Exception {
        try (RawPeer phone = sip.udp()) {
            assertEquals(403, sip.register(phone, "1003").status());
        }
    }

    @Test
    void tooBrief() throws Exception {
        sip.house.minExpires = 3000;
        try (RawPeer phone = sip.udp()) {
            Msg answer = sip.register(phone, "1002");
            assertEquals(423, answer.status());
            assertEquals("3000", answer.header("Min-Expires"));
        } finally {
            sip.house.minExpires = 0;
        }
    }

    @Test
    void withoutRegistrarSaysWhenToComeAgain() throws Exception {
        sip.parts.unbindLocations(sip.locations);
        try (RawPeer phone = sip.udp()) {
            phone.send(phone.request("REGISTER", "sip:pbx.test", 1, phone.branch(), "", ""));
            Msg answer = phone.awaitFinal();
            assertEquals(503, answer.status());
            assertEquals("2", answer.header("Retry-After"));
        } finally {
            sip.parts.bindLocations(sip.locations);
        }
    }

    @Test
    void tcpFlowHasAConnectionThatIsToldWhenLost() throws Exception {
        String connection;
        try (RawPeer phone = sip.tcp()) {
            assertEquals(200, sip.register(phone, "1001").status());
            Flow flow = sip.house.bindings(new AddressOfRecord("1001", "pbx.test")).get(0).flow();
            assertEquals("tcp", flow.transport());
            connection = flow.connection();
            assertFalse(connection.isEmpty());
            sip.parts.bindLocations(sip.locations);
            Eventually.holds(() -> assertTrue(sip.house.alive.test(connection)));
        }
        Eventually.holds(() -> assertTrue(sip.house.lost.contains(connection)));
        assertFalse(sip.house.alive.test(connection));
    }
}
