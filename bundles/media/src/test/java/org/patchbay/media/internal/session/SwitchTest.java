package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.Recording;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.port.RingPort;
import org.patchbay.media.internal.tone.TonePlayer;
import org.patchbay.testkit.ToneFinder;

/** Relay, mix, other mixes on other loops: none of the changes is heard. In virtual time. */
class SwitchTest {
    private static final double LEVEL = -15;
    private static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu());
    private final VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, LEVEL);
    private final VirtualPeer ben = new VirtualPeer(3010, new Pcmu(), 0, 1100, LEVEL);
    private final RtpSession a = house.session(anna, DEAF);
    private final RtpSession b = house.session(ben, DEAF);

    private void talk() {
        anna.talk(true);
        ben.talk(true);
        house.run(400);
        // What comes before both talk is no part of the measurement.
        anna.heard().clear();
        ben.heard().clear();
    }

    private static void assertContinuous(VirtualPeer peer) {
        List<Recording.Heard> all = peer.heard().packets();
        for (int i = 1; i < all.size(); i++) {
            Recording.Heard was = all.get(i - 1);
            Recording.Heard is = all.get(i);
            assertEquals(was.sequence() + 1 & 0xFFFF, is.sequence(), "sequence at " + i);
            assertEquals(was.ssrc(), is.ssrc());
            assertEquals(160, (int) (is.timestamp() - was.timestamp()), "timestamp at " + i);
            long ms = (is.nanos() - was.nanos()) / 1_000_000;
            assertTrue(ms <= 45, ms + " ms without a packet at " + i);
        }
    }

    private void assertHeard(VirtualPeer peer, double frequencyHz, double longestGapMs) {
        float[] heard = peer.heard().timeline(0);
        double gap = at8.longestGapMs(heard, frequencyHz, LEVEL);
        assertTrue(
                gap <= longestGapMs,
                "gap of " + gap + " ms: " + at8.gaps(heard, frequencyHz, LEVEL));
        assertEquals(LEVEL, at8.levelDb(peer.heard().lately(0, 400), frequencyHz), 1);
        assertContinuous(peer);
    }

    @Test
    void intoTheMixAndBack() {
        HubMix mix = house.mix("m", house.one);
        house.done(mix.join(a));
        house.done(mix.join(b));
        talk();
        assertTrue(house.done(mix.snapshot()).relaying());
        for (int round = 0; round < 10; round++) {
            RingPort port = new RingPort("p" + round, house.two, () -> {});
            house.run(300 + round);
            house.done(mix.join(port));
            assertFalse(house.done(mix.snapshot()).relaying());
            house.run(300 + 3 * round);
            house.done(mix.leave(port));
            assertTrue(house.done(mix.snapshot()).relaying());
        }
        house.run(500);
        assertHeard(ben, 700, 5);
        assertHeard(anna, 1100, 5);
        assertEquals(0, house.one.failures() + house.two.failures());
    }

    @Test
    void fromMixToMixOnAnotherLoop() {
        HubMix one = house.mix("one", house.one);
        HubMix two = house.mix("two", house.two);
        MediaEngine.Tone tone = new MediaEngine.Tone(List.of(1100.0), LEVEL, 60_000);
        house.done(one.join(new TonePlayer("t1", house.one, List.of(tone))));
        house.done(two.join(new TonePlayer("t2", house.one, List.of(tone))));
        house.done(one.join(a));
        anna.talk(true);
        house.run(400);
        anna.heard().clear();
        for (int round = 0; round < 10; round++) {
            HubMix to = round % 2 == 0 ? two : one;
            house.done(to.join(a));
            assertEquals(2, house.done(to.snapshot()).seats().size());
            house.run(300 + 7 * round);
        }
        house.run(300);
        assertHeard(anna, 1100, 5);
        // And what she says was played on without a hole.
        assertEquals(0, a.snapshot().concealedFrames());
        assertEquals(0, house.one.failures() + house.two.failures());
    }

    @Test
    void bothMoveWithTheirPlayouts() {
        HubMix one = house.mix("one", house.one);
        HubMix two = house.mix("two", house.two);
        for (HubMix mix : List.of(one, two)) {
            house.done(mix.join(new RingPort("p-" + mix.name(), house.one, () -> {})));
        }
        house.done(one.join(a));
        house.done(one.join(b));
        talk();
        for (int round = 0; round < 6; round++) {
            HubMix to = round % 2 == 0 ? two : one;
            var first = to.join(a);
            var second = to.join(b);
            house.done(first);
            house.done(second);
            house.run(300 + 7 * round);
        }
        house.run(300);
        // They are in different mixes for a moment.
        assertHeard(anna, 1100, 25);
        assertHeard(ben, 700, 25);
    }

    @Test
    void aToneIsHeardByBothAndThenTheRelayIsBack() {
        HubMix mix = house.mix("m", house.one);
        house.done(mix.join(a));
        house.done(mix.join(b));
        talk();
        TonePlayer tone =
                new TonePlayer(
                        "t", house.two, List.of(new MediaEngine.Tone(List.of(2000.0), -20, 400)));
        house.done(mix.join(tone));
        assertTrue(house.done(tone.finished()));
        house.run(200);
        assertTrue(house.done(mix.snapshot()).relaying());
        float[] heard = ben.heard().timeline(0);
        double loudest = -120;
        for (int at = 0; at + 1600 <= heard.length; at += 160) {
            loudest = Math.max(loudest, at8.levelDb(heard, at, 1600, 2000));
        }
        assertEquals(-20, loudest, 1);
        house.run(500);
        assertHeard(ben, 700, 5);
    }

    @Test
    void commandsOfOneThreadKeepTheirOrder() {
        HubMix one = house.mix("one", house.one);
        HubMix two = house.mix("two", house.two);
        for (int i = 0; i < 200; i++) {
            one.join(a);
            two.join(a);
            one.leave(a);
            one.join(a);
            two.leave(a);
        }
        house.done(one.join(a));
        assertEquals(1, house.done(one.snapshot()).seats().size());
        assertEquals(0, house.done(two.snapshot()).seats().size());
        house.done(two.join(a));
        assertEquals(0, house.done(one.snapshot()).seats().size());
        assertEquals(1, house.done(two.snapshot()).seats().size());
        assertEquals(2, house.one.sessions().get() + house.two.sessions().get());
    }
}
