package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.IcePath;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.NoMediaPortException;
import org.patchbay.sdp.BrowserSdp;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SdpException;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.phone.HouseLimits;

/** Sessions whose descriptions others bring, as SIP does, with a browser at the far end. */
@Tag("waits")
class SignalledPathTest {
    private static final HouseLimits FOUR = new HouseLimits(4, 8, 500, 8, 1000, 1000);
    private static final double LEVEL = -15;

    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final ToneFinder at8 = new ToneFinder(8000);
    private Office office;
    private BrowserPeer browser;
    private Side side;

    /** A session in a mix where 700 Hz sound. */
    private final class Side {
        final IcePath path = office.browsers.paths().create("side", lost::add);
        final MediaSession session =
                office.media
                        .sessions()
                        .create(
                                new MediaSessions.Request("side", List.of("PCMU"), path),
                                new MediaSessions.Listener() {});

        Side() {
            Mix mix = office.media.createMix("mix");
            mix.join(session);
            MediaEngine.Tone tone = new MediaEngine.Tone(List.of(700.0), LEVEL, 60_000);
            mix.join(office.media.createTone("tone", List.of(tone)));
        }

        String offer() {
            SessionDescription plain = done(session.offer());
            return BrowserSdp.offer(plain, done(path.offer()), "0", "voice").print();
        }

        String answer(String text) {
            SessionDescription offer = SessionDescription.parse(text);
            SessionDescription plain = done(session.propose(offer));
            IceDtls ours = done(path.propose(IceDtls.of(offer)));
            done(session.commit());
            done(path.commit());
            return BrowserSdp.answer(offer, plain, ours, "voice").print();
        }

        void accept(String text) {
            SessionDescription answer = SessionDescription.parse(text);
            done(session.accept(answer));
            done(path.accept(IceDtls.of(answer)));
        }
    }

    @BeforeEach
    void open() throws IOException {
        office = new Office(FOUR, Duration.ofSeconds(10), false);
        browser = new BrowserPeer("anna", 1100, LEVEL);
        side = new Side();
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String ufrag(String description) {
        return IceDtls.of(SessionDescription.parse(description)).ufrag();
    }

    private void assertHeard() {
        browser.forget();
        long[] next = {System.nanoTime()};
        Eventually.holds(
                Duration.ofSeconds(15),
                () -> {
                    while (System.nanoTime() >= next[0]) {
                        next[0] += 20_000_000L;
                        browser.talk();
                    }
                    assertTrue(browser.packets() >= 30, "packets: " + browser.packets());
                    float[] heard = browser.lately(400);
                    assertEquals(LEVEL, at8.levelDb(heard, 700), 1);
                    assertEquals(0, at8.longestGapMs(heard, 700, LEVEL), "gap");
                    assertEquals(LEVEL, side.session.snapshot().levelInDb(), 3);
                });
        assertEquals(List.of(), lost);
    }

    @Test
    void aBrowserThatIsCalled() throws IOException {
        side.accept(browser.answer(side.offer()));
        assertHeard();
        assertEquals("AES_CM_128_HMAC_SHA1_80", side.session.snapshot().srtp());
    }

    @Test
    void aBrowserThatCalls() throws IOException {
        browser.answered(side.answer(browser.offer()));
        assertHeard();
    }

    /** A refresh of the session, or a hold. */
    @Test
    void whatIsOfferedAgainLeavesTheWayAsItIs() throws IOException {
        String offer = browser.offer();
        String answer = side.answer(offer);
        browser.answered(answer);
        assertHeard();
        assertEquals(ufrag(answer), ufrag(side.answer(offer)));
        assertEquals(ufrag(answer), ufrag(side.offer()));
        side.path.rollback();
        assertHeard();
    }

    @Test
    void aBrowserThatMoves() throws IOException {
        browser.answered(side.answer(browser.offer()));
        assertHeard();
        browser.answered(side.answer(browser.restartOffer()));
        assertHeard();
    }

    @Test
    void aMoveThatIsForgottenLeavesTheOldWayInForce() throws IOException {
        String answer = side.answer(browser.offer());
        browser.answered(answer);
        assertHeard();
        try (BrowserPeer other = new BrowserPeer("ben", 500, LEVEL)) {
            IceDtls moved = IceDtls.of(SessionDescription.parse(other.offer()));
            assertNotEquals(ufrag(answer), done(side.path.propose(moved)).ufrag());
            side.path.rollback();
            assertEquals(ufrag(answer), done(side.path.offer()).ufrag());
        }
        assertHeard();
    }

    @Test
    void anAnswerThatDecidesNothingIsRefused() throws IOException {
        side.offer();
        IceDtls undecided = IceDtls.of(SessionDescription.parse(browser.offer()));
        CompletionException refused =
                assertThrows(CompletionException.class, () -> done(side.path.accept(undecided)));
        assertInstanceOf(SdpException.class, refused.getCause());
    }

    /** And nothing is sent any more to where nobody wants to hear us (RFC 7675 §5.1). */
    @Test
    void aBrowserThatIsGoneIsTold() throws IOException {
        Side other = new Side();
        try (BrowserPeer stays = new BrowserPeer("ben", 500, LEVEL)) {
            side.accept(browser.answer(side.offer()));
            other.accept(stays.answer(other.offer()));
            assertHeard();
            browser.deaf(true);
            Eventually.holds(
                    Duration.ofSeconds(40), () -> assertEquals(List.of("no consent"), lost));
            assertTrue(browser.unheard() > 100, "it was sent what it did not hear");
            stays.forget();
            Eventually.holds(
                    () -> assertTrue(stays.packets() >= 10)); // what was on its way is there
            int before = browser.unheard();
            stays.forget();
            Eventually.holds(() -> assertTrue(stays.packets() >= 50));
            assertEquals(before, browser.unheard());
        }
    }

    /** Its BYE is on the way, and says why. */
    @Test
    void aBrowserThatSaysThatItGoesIsWaitedFor() throws IOException {
        side.accept(browser.answer(side.offer()));
        assertHeard();
        long gone = System.nanoTime();
        browser.close();
        Eventually.holds(Duration.ofSeconds(40), () -> assertEquals(List.of("no consent"), lost));
        assertTrue(System.nanoTime() - gone > 5_000_000_000L);
    }

    @Test
    void allIsGivenBack() throws IOException {
        Side forgotten = new Side();
        new Side();
        new Side();
        assertThrows(NoMediaPortException.class, Side::new);
        forgotten.offer();
        forgotten.session.close();
        side.accept(browser.answer(side.offer()));
        assertHeard();
        side.session.close();
        Eventually.holds(() -> assertEquals(2, office.browsers.paths().count()));
    }
}
