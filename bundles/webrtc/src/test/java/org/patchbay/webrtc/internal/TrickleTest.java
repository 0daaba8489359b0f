package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.Chromium;
import org.patchbay.webrtc.internal.peer.ChromiumPage;
import org.patchbay.webrtc.internal.peer.Installed;
import org.patchbay.webrtc.internal.peer.Router;

/**
 * Candidates of ours that are found later than the answer (RFC 8838): the house is behind a router.
 */
@Tag("waits")
class TrickleTest {
    private static String line(Router router) throws IOException {
        return " "
                + router.outside().getAddress().getHostAddress()
                + " "
                + router.outside().getPort()
                + " typ srflx";
    }

    private static String answer(BrowserPeer page, String session) throws IOException {
        page.say("webrtc-offer", Map.of("session", session, "sdp", page.offer()));
        String sdp = page.next("webrtc-answer").path("sdp").asText();
        page.answered(sdp);
        return sdp;
    }

    @Test
    void whatTheRouterGivesUsFollowsTheAnswerAndIsAWay() throws IOException {
        try (Router router = new Router();
                Office office = new Office(router.stun())) {
            BrowserPeer page = office.page("anna", 700);
            String sdp = answer(page, "s1");
            assertFalse(sdp.contains("srflx"), sdp);
            assertFalse(sdp.contains("end-of-candidates"), sdp);
            page.follows("candidate:1 1 udp 1 127.0.0.9 9 typ host"); // it reaches nothing else
            router.answers();
            JsonNode found = page.next("candidate");
            assertEquals("s1", found.path("session").asText());
            assertTrue(found.path("candidate").asText().contains(line(router)), found.toString());
            IceDtls answer = IceDtls.of(SessionDescription.parse(sdp));
            assertEquals(answer.ufrag(), found.path("ufrag").asText());
            page.follows(found.path("candidate").asText());
            Eventually.holds(() -> assertTrue(page.isKeyed()));
        }
    }

    @Test
    void whatIsKnownIsInTheAnswer() throws IOException {
        try (Router router = new Router();
                Office office = new Office(router.stun())) {
            router.answers();
            BrowserPeer page = office.page("anna", 700);
            Eventually.holds(
                    () -> assertEquals(List.of(router.outside()), office.browsers.mapped()));
            String sdp = answer(page, "s1");
            assertTrue(sdp.contains(line(router)), sdp);
            assertFalse(sdp.contains("end-of-candidates"), "another may follow");
        }
    }

    @Test
    void aRealBrowserTalksByWhatFollows() throws Exception {
        Installed.need(Chromium.PROGRAM);
        try (Router router = new Router();
                Office office = new Office(router.stun())) {
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            page.next("hello");
            try (ChromiumPage browser = new ChromiumPage(page)) {
                browser.onlyByWhatFollows();
                Told a = office.dial("browser:anna", "1009");
                String call = page.next("webrtc-incoming").path("call").asText();
                browser.open("s1");
                page.link(call, "s1");
                router.answers();
                browser.follows(page.next("candidate"));
                Eventually.holds(
                        () -> assertTrue(a.words.contains("answered"), a.words.toString()));
                ChromiumTest.together(office, a, ben);
                browser.talksWith(ben, 1100);
                assertEquals(List.of("ringing", "answered"), a.words);
            }
        }
    }
}
