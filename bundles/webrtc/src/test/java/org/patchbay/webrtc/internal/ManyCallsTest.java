package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.codec.opus.internal.OpusForBrowsers;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.Mix;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/** Many calls after each other leave nothing behind, and many at once are all heard. */
@Tag("waits")
class ManyCallsTest {
    private static final double LEVEL = -15;
    private static final int CALLS = 500;
    private static final int AT_ONCE = 50;
    private static final int FRAME_NANOS = 20_000_000;

    private static Told begin(Office office, BrowserPeer page, String user, String session)
            throws IOException {
        Told told = office.dial("browser:" + user, "1009");
        JsonNode incoming =
                page.next("webrtc-incoming", n -> n.path("call").asText().equals(id(told)));
        page.open(session);
        page.link(incoming.path("call").asText(), session);
        return told;
    }

    private static String id(Told told) {
        return told.leg.id().value();
    }

    /** Threads that belong to a leg; pools end theirs after a while without work. */
    private static Set<String> threadsOfLegs() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.startsWith("IceConnector") || n.startsWith("peer-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long files() throws IOException {
        try (var all = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void fiveHundredCallsLeaveNothingBehind() throws IOException {
        try (Office office = new Office()) {
            BrowserPeer page = office.page("anna", 700);
            page.next("hello");
            long files = 0;
            for (int i = 0; i < CALLS; i++) {
                Told told = begin(office, page, "anna", "s" + i);
                Eventually.holds(() -> assertTrue(told.words.contains("answered")));
                if (i % 2 == 0) {
                    told.leg.hangup(DisconnectCause.of(Reason.NORMAL));
                } else {
                    page.say("hangup", Map.of("call", id(told)));
                }
                Eventually.holds(() -> assertTrue(told.words.contains("ended NORMAL")));
                if (i == 19) {
                    files = files();
                }
            }
            page.offer(); // the last peer connection is closed by the next
            page.close();
            Eventually.holds(() -> assertEquals(0, office.phones().count().sessions()));
            Eventually.holds(() -> assertEquals(0, office.phones().count().pages()));
            Eventually.holds(() -> assertEquals(0, office.media.snapshot().sessions()));
            assertEquals(0, office.media.snapshot().portPairsInUse());
            Eventually.holds(() -> assertEquals(Set.of(), threadsOfLegs()));
            long limit = files + 5;
            Eventually.holds(() -> assertTrue(files() <= limit, files() + " files"));
        }
        Eventually.holds(
                Duration.ofSeconds(15),
                () ->
                        assertEquals(
                                List.of(),
                                Thread.getAllStackTraces().keySet().stream()
                                        .map(Thread::getName)
                                        .filter(n -> n.startsWith("blocking-webrtc"))
                                        .toList()));
    }

    @Test
    void fiftyAtOnceAreAllHeard() throws Exception {
        try (Office office = new Office()) {
            areAllHeard(office, new Pcmu(), 700, 1100);
        }
    }

    /** By tones that G.711 would not carry. */
    @Test
    void fiftyAtOnceAreAllHeardInOpus() throws Exception {
        CodecFactory opus = OpusForBrowsers.factory(false);
        try (Office office = new Office()) {
            office.codecs.bindCodec(opus);
            List<Told> told = areAllHeard(office, opus, 5100, 6100);
            for (Told leg : told) {
                assertEquals("opus/48000", leg.leg.snapshot().media().orElseThrow().codec());
            }
        }
    }

    private static List<Told> areAllHeard(
            Office office, CodecFactory codec, double evenHz, double oddHz) throws Exception {
        List<BrowserPeer> pages = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            BrowserPeer page = office.page("user" + i, i % 2 == 0 ? evenHz : oddHz, codec);
            pages.add(page);
            page.next("hello");
            told.add(office.dial("browser:user" + i, "1009"));
        }
        for (int i = 0; i < AT_ONCE; i++) {
            pages.get(i).open("s");
            pages.get(i).link(id(told.get(i)), "s");
        }
        Eventually.holds(
                () -> assertTrue(told.stream().allMatch(t -> t.words.contains("answered"))));
        for (int i = 0; i < AT_ONCE; i += 2) {
            Mix mix = office.media.createMix("m" + i);
            mix.join(told.get(i).leg.media().orElseThrow()).toCompletableFuture().join();
            mix.join(told.get(i + 1).leg.media().orElseThrow()).toCompletableFuture().join();
        }
        ToneFinder finder = new ToneFinder(codec.audioRateHz());
        long[] next = {System.nanoTime()};
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> {
                    for (; System.nanoTime() >= next[0]; next[0] += FRAME_NANOS) {
                        for (BrowserPeer page : pages) {
                            page.talk();
                        }
                    }
                    for (int i = 0; i < AT_ONCE; i++) {
                        assertHears(finder, pages.get(i), i % 2 == 0 ? oddHz : evenHz);
                    }
                });
        assertEquals(AT_ONCE, office.phones().count().sessions());
        return told;
    }

    private static void assertHears(ToneFinder finder, BrowserPeer page, double frequencyHz) {
        assertTrue(page.packets() >= 30, "packets: " + page.packets());
        assertEquals(LEVEL, finder.levelDb(page.lately(400), frequencyHz), 1);
        assertEquals(0, page.refused());
    }
}
