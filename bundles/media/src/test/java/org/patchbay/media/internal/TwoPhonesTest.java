package org.patchbay.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.media.internal.Talks.done;
import static org.patchbay.media.internal.Talks.hear;
import static org.patchbay.media.internal.Talks.session;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.MixMember;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.session.CodecRegistry;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;

/** Phones on the loopback talk through the engine. */
class TwoPhonesTest {
    private static final double LEVEL = -15;

    private final ToneFinder at8 = new ToneFinder(8000);
    private MediaHouse house;
    private VirtualPhone anna;
    private VirtualPhone ben;

    @BeforeEach
    void open() throws Exception {
        CodecRegistry codecs = new CodecRegistry();
        codecs.bindCodec(new Pcmu());
        codecs.bindCodec(new Pcma());
        house = new MediaHouse("127.0.0.1", 21000, 21999, 2, false, codecs);
        anna = new VirtualPhone(new Pcmu(), 0, 700, LEVEL);
        ben = new VirtualPhone(new Pcmu(), 0, 1100, LEVEL);
    }

    @AfterEach
    void close() {
        anna.close();
        ben.close();
        house.close();
    }

    /** On a machine that is busy with other things a second without a gap may take some seconds. */
    private void assertEachHearsTheOther() {
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    hear(anna, 50);
                    assertHears(anna, 1100, 700);
                    assertHears(ben, 700, 1100);
                });
    }

    private void assertHears(VirtualPhone phone, double other, double own) {
        float[] heard = phone.lately(1000);
        assertEquals(LEVEL, at8.levelDb(heard, other), 1, "the other one");
        assertTrue(at8.levelDb(heard, own) < -60, "it hears itself");
        assertEquals(0, at8.longestGapMs(heard, other, LEVEL), "gap");
    }

    @Test
    void twoOfTheSameCodecAreRelayed() {
        MediaSession a = session(house, "a", anna);
        MediaSession b = session(house, "b", ben);
        Mix mix = house.createMix("m");
        done(mix.join(a));
        done(mix.join(b));
        anna.talk(true);
        ben.talk(true);
        assertEachHearsTheOther();
        Mix.MixSnapshot seen = done(mix.snapshot());
        assertTrue(seen.relaying());
        assertEquals(List.of("a", "b"), seen.seats().stream().map(Mix.Seat::member).toList());
    }

    @Test
    void twoOfDifferentCodecsAreMixed() throws Exception {
        ben.close();
        ben = new VirtualPhone(new Pcma(), 8, 1100, LEVEL);
        MediaSession a = session(house, "a", anna);
        MediaSession b = session(house, "b", ben);
        Mix mix = house.createMix("m");
        done(mix.join(a));
        done(mix.join(b));
        anna.talk(true);
        ben.talk(true);
        assertEachHearsTheOther();
        Mix.MixSnapshot seen = done(mix.snapshot());
        assertEquals(false, seen.relaying());
        assertEquals(8000, seen.rateHz());
    }

    @Test
    void echoGivesTheOwnVoiceBack() {
        MediaSession a = session(house, "a", anna);
        Mix mix = house.createMix("m");
        MixMember echo = house.createEcho("echo");
        done(mix.join(a));
        done(mix.join(echo));
        anna.talk(true);
        Eventually.holds(
                () -> {
                    hear(anna, 50);
                    assertEquals(LEVEL, at8.levelDb(anna.lately(1000), 700), 1);
                });
    }
}
