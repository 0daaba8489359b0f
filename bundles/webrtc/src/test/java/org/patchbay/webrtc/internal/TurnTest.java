package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.Chromium;
import org.patchbay.webrtc.internal.peer.ChromiumPage;
import org.patchbay.webrtc.internal.peer.Coturn;
import org.patchbay.webrtc.internal.peer.Installed;
import org.patchbay.webrtc.internal.peer.TurnClient;
import org.patchbay.webrtc.internal.turn.IceServers;
import org.patchbay.webrtc.internal.turn.TurnCredentials;

/** A real TURN server, where there is one, takes whom we send. */
@Tag("waits")
class TurnTest {
    private static final String SECRET = "north-wing";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static Coturn coturn;

    @BeforeAll
    static void open() throws IOException {
        Installed.need(Coturn.PROGRAM);
        coturn = new Coturn(SECRET);
    }

    @AfterAll
    static void close() throws IOException {
        if (coturn != null) {
            coturn.close();
        }
    }

    private static int allocate(TurnCredentials with) throws IOException {
        return new TurnClient(coturn.address()).allocate(with.username(), with.password());
    }

    @Test
    void itTakesWhomWeSend() throws IOException {
        assertEquals(
                TurnClient.GRANTED,
                allocate(TurnCredentials.of(SECRET, "anna", Instant.now(), LIFE)));
    }

    @Test
    void itRefusesWhoHasThemFromSomebodyElse() throws IOException {
        TurnCredentials theirs = TurnCredentials.of("south-wing", "anna", Instant.now(), LIFE);
        assertEquals(TurnClient.UNAUTHORIZED, allocate(theirs));
        TurnCredentials ours = TurnCredentials.of(SECRET, "anna", Instant.now(), LIFE);
        assertEquals(
                TurnClient.UNAUTHORIZED,
                allocate(new TurnCredentials(ours.username() + "a", ours.password())));
    }

    @Test
    void itRefusesWhoComesTooLate() throws IOException {
        Instant then = Instant.now().minus(LIFE).minusSeconds(10);
        assertEquals(
                TurnClient.UNAUTHORIZED, allocate(TurnCredentials.of(SECRET, "anna", then, LIFE)));
    }

    @Test
    void aRealBrowserReachesUsThroughItAlone() throws Exception {
        Installed.need(Chromium.PROGRAM);
        try (Office office = new Office(new IceServers(List.of(coturn.url()), SECRET, LIFE))) {
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            JsonNode servers = page.next("hello").path("iceServers");
            try (ChromiumPage browser = new ChromiumPage(page)) {
                browser.onlyBy(servers);
                Told a = ChromiumTest.answeredBy(office, page, browser, ben);
                browser.talksWith(ben, 1100);
                assertEquals("relay", browser.way());
                browser.restart(300);
                browser.talksWith(ben, 1100);
                assertEquals("relay", browser.way());
                assertEquals(List.of("ringing", "answered"), a.words);
            }
        }
    }
}
