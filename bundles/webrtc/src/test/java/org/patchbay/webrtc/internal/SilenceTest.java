package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.codec.opus.internal.OpusForBrowsers;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.Chromium;
import org.patchbay.webrtc.internal.peer.ChromiumPage;
import org.patchbay.webrtc.internal.peer.Installed;

/** Opus between a real browser that says nothing for a while and somebody with PCMU (DTX). */
@Tag("waits")
class SilenceTest {
    /** Two seconds, by what comes to somebody who gets a packet every 20 ms. */
    private static final int TICKS = 100;

    private static final double SILENT_DB = -65;

    private final ToneFinder at8 = new ToneFinder(8000);

    private static MediaSessionSnapshot media(Told leg) {
        return leg.leg.snapshot().media().orElseThrow();
    }

    private static void listens(BrowserPeer ben) {
        ben.forget();
        Eventually.holds(() -> assertTrue(ben.packets() >= TICKS));
    }

    private void hearsNothing(BrowserPeer ben) {
        listens(ben);
        float[] heard = ben.lately(1900);
        double sum = 0;
        for (float sample : heard) {
            sum += sample * sample;
        }
        double db = 10 * Math.log10(sum / heard.length + 1e-12);
        assertTrue(db < SILENT_DB, "it hears " + db + " dB");
        assertTrue(at8.levelDb(heard, 700) < SILENT_DB);
    }

    private void talkThenSilence(boolean dtx, int leastPackets, int mostPackets) throws Exception {
        Installed.need(Chromium.PROGRAM);
        try (Office office = new Office()) {
            office.codecs.bindCodec(OpusForBrowsers.factory(dtx));
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            page.next("hello");
            try (ChromiumPage browser = new ChromiumPage(page)) {
                Told anna = ChromiumTest.answeredBy(office, page, browser, ben);
                browser.talksWith(ben, 1100);
                assertEquals("opus/48000", media(anna).codec());
                browser.hush(true);
                listens(ben); // what was on its way, and the encoders' hangover
                MediaSessionSnapshot before = media(anna);
                hearsNothing(ben);
                MediaSessionSnapshot after = media(anna);
                long came = after.packetsReceived() - before.packetsReceived();
                long went = after.packetsSent() - before.packetsSent();
                between(leastPackets, mostPackets, came);
                between(leastPackets, mostPackets, went);
                assertEquals(0, after.concealedFrames() - before.concealedFrames(), "made up");
                assertEquals(0, after.lost() - before.lost(), "lost");
                browser.hush(false);
                browser.talksWith(ben, 1100);
            }
        }
    }

    private static void between(int least, int most, long packets) {
        assertTrue(packets >= least && packets <= most, packets + " packets");
    }

    /** One in 400 ms says that the other is there still. */
    @Test
    void whereWeAskForItSilenceCostsFewPacketsBothWays() throws Exception {
        talkThenSilence(true, 1, TICKS / 5);
    }

    @Test
    void elseItIsSentAsAnythingElse() throws Exception {
        talkThenSilence(false, TICKS * 9 / 10, TICKS * 12 / 10);
    }
}
