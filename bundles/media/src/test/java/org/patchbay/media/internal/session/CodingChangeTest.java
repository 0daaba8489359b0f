package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.CodecStandIn;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.port.RingPort;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.testkit.LossyNetwork;
import org.patchbay.testkit.ToneFinder;

/**
 * The peer changes its coding while packets of the one before still wait or are on their way: the
 * tone goes on. In virtual time.
 */
class CodingChangeTest {
    private static final double LEVEL = -15;

    /** A whole number of periods in 20 ms, so that the peer's tone itself has no seam. */
    private static final double TONE = 700;

    private static final int RATE = 48_000;
    private static final int WINDOW = RATE / 50;
    private static final int HOP = WINDOW / 8;
    private static final CodecFactory PCMU = new Pcmu();
    private static final Map<String, CodecFactory> OTHERS =
            Map.of("PCMA", new Pcma(), "G722", CodecStandIn.g722(), "opus", CodecStandIn.opus());
    private static final Map<String, AudioFormat> FORMATS =
            Map.of(
                    "PCMA",
                    AudioFormat.of(8, "PCMA", 8000),
                    "G722",
                    AudioFormat.of(9, "G722", 8000),
                    "opus",
                    new AudioFormat(96, "opus", 48_000, 2, ""));

    private final ToneFinder finder = new ToneFinder(RATE);
    private final LossyNetwork<byte[]> network =
            new LossyNetwork<byte[]>(7).delay(Duration.ofMillis(10));
    private final VirtualPeer anna = new VirtualPeer(3000, PCMU, 0, TONE, LEVEL).through(network);
    private final VirtualHouse house =
            new VirtualHouse(PCMU, OTHERS.get("PCMA"), OTHERS.get("G722"), OTHERS.get("opus"));
    private final HubMix mix = house.mix("m", house.one);
    private final RingPort ear = new RingPort("ear", house.one, () -> {});
    private RtpSession session;

    private void talk(AudioFormat other) {
        session = house.session(anna, new MediaSessions.Listener() {}, other);
        house.done(mix.join(session));
        house.done(mix.join(ear));
        anna.talk(true);
        hear(4000);
    }

    /** What the mix hears meanwhile. */
    private float[] hear(int ms) {
        List<float[]> frames = new ArrayList<>();
        for (int i = 0; i < ms / 20; i++) {
            house.run(20);
            for (float[] f = new float[RATE / 50]; ear.read(f); f = new float[RATE / 50]) {
                frames.add(f);
            }
        }
        float[] all = new float[frames.size() * RATE / 50];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.get(i), 0, all, i * RATE / 50, RATE / 50);
        }
        return all;
    }

    /** No hole, no burst. */
    private void keepsItsLevel(float[] heard) {
        assertTrue(heard.length > RATE, heard.length + " samples");
        for (int at = 0; at + WINDOW <= heard.length; at += HOP) {
            String where = "at " + at * 1000 / RATE + " ms";
            assertEquals(LEVEL, finder.powerDb(heard, at, WINDOW), 1.5, where);
        }
    }

    /** How long there is something else beside the tone, counted in windows that it touches. */
    private int longestImpureMs(float[] heard) {
        int longest = 0;
        int run = 0;
        for (int at = 0; at + WINDOW <= heard.length; at += HOP) {
            run = finder.sinadDb(heard, at, WINDOW, TONE) < 20 ? run + HOP : 0;
            longest = Math.max(longest, run);
        }
        return longest * 1000 / RATE;
    }

    /** Another rate has its seam, of less than 5 ms; a packet in the wrong hands is 20 ms long. */
    @ParameterizedTest(name = "to {0} and back, jitter {1} ms, {2} of packets held back")
    @CsvSource({
        "PCMA,  0, 0,    0",
        "G722,  0, 0,   25",
        "opus,  0, 0,   25",
        "PCMA, 60, 0,    0",
        "G722, 60, 0,   25",
        "opus, 60, 0,   25",
        "PCMA,  0, 0.3,  0",
        "G722,  0, 0.3, 25",
        "opus,  0, 0.3, 25",
    })
    void theToneGoesOn(String name, int jitterMs, double share, int impureMs) {
        network.jitter(Duration.ofMillis(jitterMs)).reorder(share, Duration.ofMillis(45));
        talk(FORMATS.get(name));
        for (int round = 0; round < 10; round++) {
            boolean there = round % 2 == 0;
            anna.speak(
                    there ? OTHERS.get(name) : PCMU, there ? FORMATS.get(name).payloadType() : 0);
            float[] heard = hear(1200 + 20 * round);
            keepsItsLevel(heard);
            int longest = longestImpureMs(heard);
            assertTrue(longest <= impureMs, longest + " ms in round " + round);
        }
        assertEquals(0, house.one.failures());
    }

    @Test
    void whatWaitsForACodingThatIsNoLongerAgreedIsMadeUp() {
        network.jitter(Duration.ofMillis(60));
        talk(FORMATS.get("PCMA"));
        VirtualPeer later = new VirtualPeer(3000, OTHERS.get("PCMA"), 8, TONE, LEVEL);
        anna.speak(OTHERS.get("PCMA"), 8);
        house.done(session.propose(later.offer(Direction.SENDRECV)));
        house.done(session.commit());
        float[] heard = hear(1200);
        for (int at = 0; at + WINDOW <= heard.length; at += HOP) {
            assertTrue(finder.powerDb(heard, at, WINDOW) < LEVEL + 1);
        }
        assertTrue(
                finder.longestGapMs(heard, TONE, LEVEL) <= 100,
                "" + finder.gaps(heard, TONE, LEVEL));
        assertEquals(0, house.one.failures());
    }
}
