package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;

/** TCP connections that nobody needs are ended; the test says how late it is. */
class ConnectionLimitsWireTest {
    private final SipFixture sip = new SipFixture();

    @AfterEach
    void stop() {
        sip.close();
    }

    private void sweepAfter(Duration time) {
        sip.service.sweep(System.nanoTime() + time.toNanos());
    }

    private long figure(String name) {
        return sip.service.figures().read().get(name);
    }

    private static void options(RawPeer peer) throws Exception {
        peer.send(peer.request("OPTIONS", "sip:pbx.test", ++peer.cseq, peer.branch(), "", ""));
        peer.awaitOk("OPTIONS");
    }

    @Test
    void idleOnesEndUnlessTheyCarryARegistrationOrACall() throws Exception {
        try (RawPeer stranger = sip.tcp();
                RawPeer registered = sip.tcp();
                RawPeer calling = sip.tcp()) {
            options(stranger);
            assertEquals(200, sip.register(registered, "1002").status());
            calling.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().ring();
            calling.awaitStatus(180);

            sweepAfter(SipFixture.IDLE.minusSeconds(30));
            assertEquals(3, figure("streams.open"));
            sweepAfter(SipFixture.IDLE.plusSeconds(1));
            Eventually.holds(() -> assertTrue(stranger.isClosedByServer()));
            assertEquals(1, figure("streams.closed-idle"));
            assertEquals(2, figure("streams.open"));
            options(registered);
            call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
            calling.awaitOk("INVITE");
        }
    }

    @Test
    void oneThatNeverCompletesAMessageEnds() throws Exception {
        try (RawPeer slow = sip.tcp();
                RawPeer quick = sip.tcp()) {
            options(quick);
            options(slow);
            slow.send("OPTIONS sip:pbx.test SIP/2.0\r\nVia: ");
            slow.send("SIP/2.0/TCP ");
            options(quick); // what slow has sent was read before that, or it is nothing yet
            Eventually.holds(
                    () -> {
                        sweepAfter(SipFixture.SLOW.plusSeconds(1));
                        assertTrue(slow.isClosedByServer());
                    });
            assertFalse(quick.isClosedByServer());
            options(quick);
        }
    }
}
