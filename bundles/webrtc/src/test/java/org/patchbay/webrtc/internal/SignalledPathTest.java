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
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.Frame;
import org.patchbay.media.api.IcePath;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaPort;
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
import org.patchbay.webrtc.internal.phone.HouseLimits;

/** Two sessions that others bring together by offer and answer, as SIP does. */
class SignalledPathTest {
    private static final HouseLimits FOUR = new HouseLimits(4, 8, 500, 8, 1000, 1000);
    private static final double LEVEL = -15;

    private final List<String> lost = new CopyOnWriteArrayList<>();
    private Office office;

    /** Both ends on one port would be told apart by nothing. */
    private Office elsewhere;

    private Side one;
    private Side two;

    /** A session in a mix where a tone sounds, and somebody listens. */
    private final class Side {
        final IcePath path;
        final MediaSession session;
        final MediaPort ear;

        Side(Office office, String name, double hz) {
            path = office.browsers.paths().create(name, why -> lost.add(name + ": " + why));
            session =
                    office.media
                            .sessions()
                            .create(
                                    new MediaSessions.Request(name, List.of("PCMU"), path),
                                    new MediaSessions.Listener() {});
            ear = office.media.createPort(name);
            Mix mix = office.media.createMix(name);
            mix.join(session);
            mix.join(ear);
            mix.join(
                    office.media.createTone(
                            name, List.of(new MediaEngine.Tone(List.of(hz), LEVEL, 60_000))));
        }

        SessionDescription offer() {
            SessionDescription plain = done(session.offer());
            return BrowserSdp.offer(plain, done(path.offer()), "0", "voice");
        }

        SessionDescription answer(SessionDescription offer) {
            SessionDescription plain = done(session.propose(offer));
            IceDtls ours = done(path.propose(IceDtls.of(offer)));
            done(session.commit());
            done(path.commit());
            return BrowserSdp.answer(offer, plain, ours, "voice");
        }

        void accept(SessionDescription answer) {
            done(session.accept(answer));
            done(path.accept(IceDtls.of(answer)));
        }

        /** Of 400 ms from now on, at 48 kHz. */
        double levelDb(double hz) {
            float[] heard = new float[20 * Frame.SAMPLES];
            float[] frame = new float[Frame.SAMPLES];
            while (ear.read(frame)) {
                // what waited is old
            }
            for (int i = 0; i < 20; i++) {
                Eventually.holds(() -> assertTrue(ear.read(frame)));
                System.arraycopy(frame, 0, heard, i * Frame.SAMPLES, Frame.SAMPLES);
            }
            return new ToneFinder(48_000).levelDb(heard, hz);
        }

        void close() {
            session.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        office = new Office(FOUR, Duration.ofSeconds(10), false);
        elsewhere = new Office(FOUR, Duration.ofSeconds(10), false);
        one = new Side(office, "one", 700);
        two = new Side(elsewhere, "two", 1100);
    }

    @AfterEach
    void close() {
        office.close();
        elsewhere.close();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private String state() {
        return lost
                + " "
                + one.path.remote()
                + one.session.snapshot()
                + " "
                + two.path.remote()
                + two.session.snapshot();
    }

    private void assertHeard() {
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> {
                    assertEquals(LEVEL, one.levelDb(1100), 1.5, "the second at the first; " + state());
                    assertEquals(LEVEL, two.levelDb(700), 1.5, "the first at the second");
                });
    }

    @Test
    void whoOffersAndWhoAnswersHearEachOther() {
        two.accept(one.answer(two.offer()));
        assertHeard();
        assertEquals(List.of(), lost);
        assertEquals(
                "AES_CM_128_HMAC_SHA1_80", one.session.snapshot().srtp(), one.session::toString);
    }

    @Test
    void whatIsOfferedAgainChangesNothing() {
        two.accept(one.answer(two.offer()));
        assertHeard();
        SessionDescription again = two.offer();
        SessionDescription answer = one.answer(again);
        two.accept(answer);
        one.accept(two.answer(one.offer()));
        assertHeard();
        assertEquals(IceDtls.of(answer).ufrag(), IceDtls.of(one.offer()).ufrag());
    }

    @Test
    void anOfferThatIsForgottenLeavesTheOldOneInForce() {
        two.accept(one.answer(two.offer()));
        assertHeard();
        SessionDescription moved = new Side(elsewhere, "three", 500).offer();
        String proposed = done(one.path.propose(IceDtls.of(moved))).ufrag();
        one.path.rollback();
        assertNotEquals(proposed, done(one.path.offer()).ufrag());
        assertHeard();
    }

    @Test
    void anAnswerThatDecidesNothingIsRefused() {
        SessionDescription offer = two.offer();
        CompletionException refused =
                assertThrows(
                        CompletionException.class, () -> done(one.path.accept(IceDtls.of(offer))));
        assertInstanceOf(SdpException.class, refused.getCause());
    }

    @Test
    void allIsGivenBack() {
        new Side(office, "two", 500);
        new Side(office, "three", 500);
        Side four = new Side(office, "four", 500);
        assertThrows(NoMediaPortException.class, () -> new Side(office, "five", 500));
        four.offer();
        four.close();
        two.accept(one.answer(two.offer()));
        assertHeard();
        one.close();
        two.close();
        Eventually.holds(() -> assertEquals(2, office.browsers.paths().count()));
        Eventually.holds(() -> assertEquals(0, elsewhere.browsers.paths().count()));
    }
}
