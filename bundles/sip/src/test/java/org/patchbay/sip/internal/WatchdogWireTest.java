package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.sip.internal.watch.Watch;
import org.patchbay.testkit.Eventually;

/** The watchdog against the real stack; its rounds are run by the test. */
class WatchdogWireTest {
    private final SipFixture sip = new SipFixture();
    private final Watch watch = sip.service.watch().orElseThrow();

    @AfterEach
    void stop() {
        sip.close();
    }

    @Test
    void aStackThatIsWellAnswers() {
        watch.round();
        assertEquals(0, watch.failing());
        assertEquals(0L, sip.service.figures().read().get("watchdog.unanswered"));
    }

    /** The stack dies, as by a thread that ended; the fixture's watchdog gives it three tries. */
    @Test
    void aDeadStackIsMadeAnewUnderACallThatIsUp() throws Exception {
        try (RawPeer phone = sip.udp();
                RawPeer other = sip.tcp()) {
            assertEquals(200, sip.register(other, "1002").status());
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
            Msg ok = phone.awaitOk("INVITE");
            phone.toTag = ok.tag("To").orElseThrow();
            phone.send(
                    phone.request("ACK", ok.contactUri(), (int) ok.cseq(), phone.branch(), "", ""));
            phone.send(
                    phone.request(
                            "OPTIONS", ok.contactUri(), ++phone.cseq, phone.branch(), "", ""));
            phone.awaitOk("OPTIONS"); // and so the ACK before it was taken

            sip.service.line().edge().close();
            for (int i = 0; i < 3; i++) {
                assertFalse(watch.restarts() > 0);
                watch.round();
            }
            assertEquals(1, watch.restarts());
            watch.round();
            assertEquals(0, watch.failing());
            assertEquals(3L, sip.service.figures().read().get("watchdog.unanswered"));

            phone.send(phone.request("BYE", ok.contactUri(), ++phone.cseq, phone.branch(), "", ""));
            phone.awaitOk("BYE");
            assertEquals("ended NORMAL", call.events().next());
            AddressOfRecord gone = new AddressOfRecord("1002", "pbx.test");
            Eventually.holds(() -> assertTrue(sip.house.bindings(gone).isEmpty()));
        }
    }
}
