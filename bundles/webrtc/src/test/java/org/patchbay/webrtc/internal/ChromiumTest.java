package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.Mix;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.Chromium;
import org.patchbay.webrtc.internal.peer.ChromiumPage;
import org.patchbay.webrtc.internal.peer.Installed;

/** A real browser, where there is one: its offer, its ICE and its DTLS, heard both ways. */
@Tag("waits")
class ChromiumTest {
    /** It is rung, and talks in a mix with ben, who says 1100 Hz. */
    static Told answeredBy(Office office, BrowserPeer page, ChromiumPage browser, BrowserPeer ben)
            throws Exception {
        Told a = office.dial("browser:anna", "1009");
        String call = page.next("webrtc-incoming").path("call").asText();
        browser.open("s1");
        page.link(call, "s1");
        Eventually.holds(() -> assertTrue(a.words.contains("answered"), a.words.toString()));
        together(office, a, ben);
        return a;
    }

    /** It and ben, who answers, in a mix. */
    static void together(Office office, Told a, BrowserPeer ben) throws IOException {
        Told b = answeredBy(office, ben);
        Mix mix = office.media.createMix("m");
        mix.join(a.leg.media().orElseThrow()).toCompletableFuture().join();
        mix.join(b.leg.media().orElseThrow()).toCompletableFuture().join();
    }

    private static Told answeredBy(Office office, BrowserPeer ben) throws IOException {
        ben.next("hello");
        Told b = office.dial("browser:ben", "1009");
        String call = ben.next("webrtc-incoming").path("call").asText();
        ben.open("s1");
        ben.link(call, "s1");
        Eventually.holds(() -> assertTrue(b.words.contains("answered")));
        return b;
    }

    @Test
    void aRealBrowserIsHeardAndHears() throws Exception {
        Installed.need(Chromium.PROGRAM);
        try (Office office = new Office()) {
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            page.next("hello");
            try (ChromiumPage browser = new ChromiumPage(page)) {
                Told a = answeredBy(office, page, browser, ben);
                browser.talksWith(ben, 1100);
                browser.restart(0);
                browser.talksWith(ben, 1100);
                browser.restart(300);
                browser.talksWith(ben, 1100);
                browser.reload();
                browser.talksWith(ben, 1100);
                assertEquals(List.of("ringing", "answered"), a.words);
            }
        }
    }

    @Test
    void whereNoUdpGetsThroughItIsHeardAndHearsOverTcp() throws Exception {
        Installed.need(Chromium.PROGRAM);
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(10), true)) {
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            page.next("hello");
            try (ChromiumPage browser = new ChromiumPage(page)) {
                browser.withoutUdp();
                Told a = answeredBy(office, page, browser, ben);
                browser.talksWith(ben, 1100);
                assertEquals("tcp", browser.protocol());
                assertEquals(List.of("ringing", "answered"), a.words);
            }
        }
    }

    /** Both ways are there: UDP is taken, which waits for nothing that was lost. */
    @Test
    void whereBothGetThroughItTalksOverUdp() throws Exception {
        Installed.need(Chromium.PROGRAM);
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(10), true)) {
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            page.next("hello");
            try (ChromiumPage browser = new ChromiumPage(page)) {
                answeredBy(office, page, browser, ben);
                browser.talksWith(ben, 1100);
                assertEquals("udp", browser.protocol());
            }
        }
    }
}
