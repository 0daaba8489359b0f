package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.Recording;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.tone.TonePlayer;
import org.patchbay.sdp.Direction;
import org.patchbay.testkit.ToneFinder;

/** A relayed call is held and resumed, in virtual time; a tone stands for the music. */
class HoldTest {
    private static final double LEVEL = -15;
    private static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu());
    private final VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, LEVEL);
    private final VirtualPeer ben = new VirtualPeer(3010, new Pcmu(), 0, 1100, LEVEL);
    private final RtpSession a = house.session(anna, DEAF);
    private final RtpSession b = house.session(ben, DEAF);
    private final HubMix mix = house.mix("m", house.one);

    /** As the hub does it: out of the mix, music; no music, back into the mix. */
    private TonePlayer hold(Direction direction) {
        house.agree(a, anna, direction);
        mix.leave(a);
        TonePlayer music =
                new TonePlayer(
                        "music",
                        house.two,
                        List.of(new MediaEngine.Tone(List.of(2000.0), LEVEL, 600_000)));
        mix.join(music);
        return music;
    }

    private void resume(TonePlayer music) {
        house.agree(a, anna, Direction.SENDRECV);
        music.stop();
        mix.join(a);
    }

    @ParameterizedTest
    @EnumSource(names = {"SENDONLY", "INACTIVE"})
    void whoWaitsHearsMusicAndThenTheOtherAgainWithoutAGap(Direction direction) {
        house.done(mix.join(a));
        house.done(mix.join(b));
        anna.talk(true);
        ben.talk(true);
        house.run(400);
        ben.heard().clear();
        for (int round = 0; round < 5; round++) {
            TonePlayer music = hold(direction);
            house.run(300 + 7 * round);
            float[] waiting = ben.heard().lately(0, 200);
            assertEquals(LEVEL, at8.levelDb(waiting, 2000), 1, "music");
            assertTrue(at8.absent(waiting, 700, -45), "and nothing else, whatever she sends");
            anna.heard().clear();
            house.run(100);
            assertEquals(0, anna.heard().size(), "who holds gets nothing");
            resume(music);
            house.run(300 + 3 * round);
            assertTrue(house.done(mix.snapshot()).relaying());
            assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 200), 700), 1);
            assertTrue(at8.absent(ben.heard().lately(0, 200), 2000, -45), "the music has ended");
            assertEquals(LEVEL, at8.levelDb(anna.heard().lately(0, 200), 1100), 1);
        }
        assertNothingIsMissing(ben.heard().packets());
        float[] all = ben.heard().timeline(0);
        int silent = 0;
        for (int i = 0; i + 160 <= 8 * 600 * 5; i += 160) {
            silent += at8.powerDb(all, i, 160) < -40 ? 1 : 0;
        }
        assertTrue(silent <= 3 * 10, silent + " frames of silence at ten changes");
        assertEquals(0, house.one.failures() + house.two.failures());
    }

    private static void assertNothingIsMissing(List<Recording.Heard> all) {
        for (int i = 1; i < all.size(); i++) {
            Recording.Heard was = all.get(i - 1);
            Recording.Heard is = all.get(i);
            assertEquals(was.sequence() + 1 & 0xFFFF, is.sequence(), "sequence at " + i);
            assertEquals(was.payloadType(), is.payloadType());
            assertEquals(160, (int) (is.timestamp() - was.timestamp()), "timestamp at " + i);
            long ms = (is.nanos() - was.nanos()) / 1_000_000;
            assertTrue(ms <= 45, ms + " ms without a packet at " + i);
        }
    }

    /** Both hold; whoever comes back first hears music, and who comes last is heard at once. */
    @Test
    void bothHold() {
        house.done(mix.join(a));
        house.done(mix.join(b));
        anna.talk(true);
        ben.talk(true);
        house.run(400);
        TonePlayer music = hold(Direction.SENDONLY);
        house.run(200);
        house.agree(b, ben, Direction.INACTIVE);
        mix.leave(b);
        music.stop();
        house.run(100);
        anna.heard().clear();
        ben.heard().clear();
        house.run(200);
        assertEquals(0, anna.heard().size() + ben.heard().size());
        house.agree(b, ben, Direction.SENDRECV);
        house.done(mix.join(b));
        house.agree(a, anna, Direction.SENDRECV);
        house.done(mix.join(a));
        house.run(500);
        assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 300), 700), 1);
        assertEquals(LEVEL, at8.levelDb(anna.heard().lately(0, 300), 1100), 1);
    }
}
