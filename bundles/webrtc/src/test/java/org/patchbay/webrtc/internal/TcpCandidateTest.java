package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.TcpIce;

/** A browser in a network that lets no UDP out. */
class TcpCandidateTest {
    @Test
    void dtlsBeginsOverTcp() throws IOException {
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(5), true)) {
            BrowserPeer anna = office.page("anna", 700);
            anna.next("hello");
            SessionDescription offer = SessionDescription.parse(anna.offer());
            IceDtls own = IceDtls.of(offer);
            anna.say("webrtc-offer", Map.of("session", "s1", "sdp", offer.print()));
            IceDtls answer =
                    IceDtls.of(
                            SessionDescription.parse(
                                    anna.next("webrtc-answer").path("sdp").asText()));
            assertEquals(2, answer.candidates().size());
            try (TcpIce tcp = new TcpIce(answer, own.ufrag(), own.pwd())) {
                tcp.check();
                byte[] first = tcp.nextPacket();
                assertTrue(first[0] >= 20 && first[0] <= 63, "no DTLS but " + first[0]);
            }
        }
    }
}
