package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.AccessLock;

/** Wrong secrets over the wire, by REGISTER and by INVITE. */
class GuessWireTest {
    private static final String HERE = "127.0.0.1";
    private static final String URI = "sip:pbx.test";

    private static int guess(SipFixture sip, String method, String user, String secret)
            throws Exception {
        try (RawPeer stranger = sip.udp()) {
            stranger.user = user;
            stranger.authorised(method, URI, "", "", secret);
            return stranger.awaitFinal().status();
        }
    }

    @Test
    void whoWalksThroughTheAccountsIsLockedOutButNotThoseAtHomeThere() throws Exception {
        try (SipFixture sip = new SipFixture();
                RawPeer phone = sip.udp();
                RawPeer other = sip.udp()) {
            java.util.Queue<HouseEvent> events = new java.util.concurrent.ConcurrentLinkedQueue<>();
            sip.parts.bindEvents(events::add);
            assertEquals(200, sip.register(phone, "1002").status());
            for (int account = 3001; account <= 3020; account++) {
                assertEquals(401, guess(sip, "REGISTER", "" + account, "guess"));
            }
            List<AccessLock> locks = sip.service.accessLocks().locks();
            assertEquals(1, locks.size());
            assertEquals(HERE, locks.get(0).source());
            assertEquals("", locks.get(0).account());
            assertEquals(List.of(new HouseEvent.AccessLocked(locks.get(0))), List.copyOf(events));

            assertEquals(200, sip.register(phone, "1002").status());
            assertEquals(401, sip.register(other, "1001").status(), "right, but not looked at");
            assertEquals(1, sip.service.accessLocks().release(HERE));
            assertEquals(200, sip.register(other, "1001").status());
        }
    }

    @Test
    void callsAndRegistrationsCountTogetherAndNothingTellsWhoExists() throws Exception {
        try (SipFixture sip = new SipFixture()) {
            for (String user : List.of("1001", "nobody")) {
                for (int i = 0; i < 3; i++) {
                    assertEquals(401, guess(sip, "REGISTER", user, "guess"));
                    assertEquals(407, guess(sip, "INVITE", user, "guess"));
                }
                assertEquals(401, guess(sip, "REGISTER", user, "secret"));
            }
            List<AccessLock> locks = sip.service.accessLocks().locks();
            assertTrue(
                    locks.stream().allMatch(lock -> lock.source().equals(HERE)), locks.toString());
            assertEquals(2, sip.service.accessLocks().release(HERE), locks.toString());
        }
    }
}
