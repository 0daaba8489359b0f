package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/** Legs whose page or network is gone. */
@Tag("waits")
class AbandonedTest {
    private static Told answeredBy(Office office, BrowserPeer page) throws IOException {
        page.next("hello");
        Told told = office.dial("browser:anna", "1009");
        String call = page.next("webrtc-incoming").path("call").asText();
        page.open("s1");
        page.link(call, "s1");
        Eventually.holds(() -> assertTrue(told.words.contains("answered")));
        return told;
    }

    /** ice4j asks every five seconds, and for fifteen before consent is lost (RFC 7675). */
    @Test
    void aNetworkThatIsGoneEndsTheCall() throws IOException {
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(1), false)) {
            BrowserPeer anna = office.page("anna", 700);
            Told told = answeredBy(office, anna);
            anna.deaf(true);
            Eventually.holds(
                    Duration.ofSeconds(40),
                    () ->
                            assertEquals(
                                    List.of("ringing", "answered", "ended MEDIA_LOST"),
                                    told.words));
            assertEquals("lost", anna.next("error").path("code").asText());
            Eventually.holds(() -> assertEquals(0, office.phones().count().sessions()));
        }
    }

    @Test
    void aPageThatDoesNotComeBackEndsTheCall() throws IOException {
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(1), false)) {
            BrowserPeer anna = office.page("anna", 700);
            Told told = answeredBy(office, anna);
            anna.gone();
            Eventually.holds(
                    () ->
                            assertEquals(
                                    List.of("ringing", "answered", "ended MEDIA_LOST"),
                                    told.words));
            Eventually.holds(() -> assertEquals(0, office.phones().count().pages()));
            Eventually.holds(() -> assertEquals(0, office.media.snapshot().sessions()));
        }
    }

    /** The peer connection is closed, and the page says nothing: DTLS tells. */
    @Test
    void aPeerConnectionThatIsClosedIsLostAtOnce() throws IOException {
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(1), false)) {
            BrowserPeer anna = office.page("anna", 700);
            Told told = answeredBy(office, anna);
            Eventually.holds(() -> assertTrue(anna.isKeyed(), "else it has no way to say so"));
            anna.closePeerConnection();
            assertEquals("lost", anna.next("error").path("code").asText());
            Eventually.holds(() -> assertTrue(told.words.contains("ended MEDIA_LOST")));
            anna.say("hangup", Map.of("call", told.leg.id().value()));
            assertEquals("unknown-call", anna.next("error").path("code").asText());
        }
    }
}
