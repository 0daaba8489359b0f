package org.patchbay.media.internal.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

/** Everybody hears all others and nobody itself. No sockets, no clock. */
class MixMinusTest {
    private static final int TICKS = 100;

    private long now = 5_000_000_000L;
    private final MediaLoop loop = MediaLoop.driven("media-0", () -> now);
    private final HubMix mix = new HubMix("m", loop, () -> {});

    /** Says a tone at its own rate and keeps what it hears. */
    private final class Voice extends Member {
        private final int rateHz;
        private final Tones.Sine tone;
        private final float[] heard;
        private int at;
        private int silences;
        private boolean quiet;
        private boolean broken;
        private boolean deaf;

        Voice(String name, int rateHz, double frequencyHz, double levelDb) {
            super(name, loop);
            this.rateHz = rateHz;
            this.tone = new Tones.Sine(rateHz, frequencyHz, levelDb);
            this.heard = new float[rateHz / 50 * TICKS * 2];
        }

        @Override
        protected int neededRateHz() {
            return rateHz;
        }

        @Override
        protected int sourceRateHz(int mixRateHz) {
            return rateHz;
        }

        @Override
        protected int sinkRateHz(int mixRateHz) {
            return rateHz;
        }

        @Override
        protected boolean pull(float[] out, int count, int rate, long nowNanos) {
            assertEquals(rateHz / 50, count);
            if (broken) {
                throw new IllegalStateException("broken");
            }
            tone.fill(out, 0, count);
            return !quiet;
        }

        @Override
        protected boolean hears() {
            return !deaf;
        }

        @Override
        protected void push(float[] in, int count, int rate, long tick, long nowNanos) {
            assertEquals(rateHz / 50, count);
            if (in == null) {
                silences++;
            } else {
                System.arraycopy(in, 0, heard, at, count);
            }
            at += count;
        }

        double levelDb(double frequencyHz) {
            // Without the first frames, in which filters settle.
            int skip = rateHz / 5;
            return new ToneFinder(rateHz).levelDb(heard, skip, at - skip, frequencyHz);
        }
    }

    private void seat(Member... members) {
        for (Member m : members) {
            m.enter(mix, true, new CompletableFuture<>());
        }
    }

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            mix.tick(i, now);
            now += 20_000_000;
        }
    }

    @Test
    void threeAtFullScaleDoNotHearThemselves() {
        double[] tones = {500, 900, 1300};
        List<Voice> voices = new ArrayList<>();
        for (double f : tones) {
            voices.add(new Voice("v" + f, 8000, f, 0));
        }
        seat(voices.toArray(Member[]::new));
        run(TICKS);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                double level = voices.get(i).levelDb(tones[k]);
                if (i == k) {
                    assertTrue(level < -60, "own tone at " + level + " dB");
                } else {
                    // Two at full scale are turned down to fit, both alike.
                    assertTrue(level > -7.5 && level < -5, "other tone at " + level + " dB");
                }
            }
        }
    }

    @Test
    void nothingIsTurnedDownThatFits() {
        Voice a = new Voice("a", 8000, 500, -12);
        Voice b = new Voice("b", 8000, 900, -12);
        Voice c = new Voice("c", 8000, 1300, -12);
        seat(a, b, c);
        run(TICKS);
        assertEquals(-12, a.levelDb(900), 0.1);
        assertEquals(-12, a.levelDb(1300), 0.1);
        assertTrue(a.levelDb(500) < -90);
    }

    /** Not even in its first frame. */
    @Test
    void whoListensHearsAndIsNeverHeard() {
        Voice a = new Voice("a", 8000, 500, -12);
        Voice b = new Voice("b", 8000, 900, -12);
        Voice ear = new Voice("ear", 8000, 1300, 0);
        seat(a, b);
        ear.enter(mix, false, new CompletableFuture<>());
        run(TICKS);
        assertEquals(-12, ear.levelDb(500), 0.1);
        assertEquals(-12, ear.levelDb(900), 0.1);
        assertTrue(new ToneFinder(8000).levelDb(a.heard, 0, a.at, 1300) < -90);
        assertTrue(new ToneFinder(8000).levelDb(b.heard, 0, b.at, 1300) < -90);
    }

    @Test
    void differentRatesMeet() {
        Voice a = new Voice("a", 8000, 500, -15);
        Voice b = new Voice("b", 16_000, 900, -15);
        Voice c = new Voice("c", 48_000, 1300, -15);
        seat(a, b);
        assertEquals(16_000, picture().rateHz());
        seat(c);
        assertEquals(48_000, picture().rateHz());
        run(TICKS);
        for (Voice v : List.of(a, b, c)) {
            double[] f = {500, 900, 1300};
            Voice[] who = {a, b, c};
            for (int i = 0; i < 3; i++) {
                if (who[i] == v) {
                    assertTrue(v.levelDb(f[i]) < -60, v.memberName() + " hears itself");
                } else {
                    assertEquals(-15, v.levelDb(f[i]), 0.7, v.memberName() + " hears " + f[i]);
                }
            }
        }
        c.exit(mix, new CompletableFuture<>());
        assertEquals(16_000, picture().rateHz());
    }

    private org.patchbay.media.api.Mix.MixSnapshot picture() {
        var f = mix.snapshot().toCompletableFuture();
        loop.turn();
        return f.join();
    }

    @Test
    void gainAndMute() {
        Voice a = new Voice("a", 8000, 500, -20);
        Voice b = new Voice("b", 8000, 900, -20);
        Voice c = new Voice("c", 8000, 1300, -20);
        seat(a, b, c);
        mix.gain(a, -10);
        mix.mute(b, true);
        loop.turn();
        run(TICKS);
        assertEquals(-30, c.levelDb(500), 0.1);
        assertTrue(c.levelDb(900) < -90);
        assertEquals(-30, b.levelDb(500), 0.1);
        assertEquals(-20, b.levelDb(1300), 0.1, "a muted one hears");
        assertTrue(a.levelDb(500) < -60, "the own voice is taken out with its gain");
        var seats = picture().seats();
        assertEquals(-30, seats.get(0).levelDb(), 0.5);
        assertEquals(-10, seats.get(0).gainDb());
        assertTrue(seats.get(1).muted());
    }

    @Test
    void silenceIsSaidToBeSilence() {
        Voice a = new Voice("a", 8000, 500, -20);
        Voice b = new Voice("b", 8000, 900, -20);
        b.quiet = true;
        seat(a, b);
        run(10);
        assertEquals(10, a.silences, "nobody else talks");
        assertEquals(0, b.silences);
        b.deaf = true;
        int before = b.at;
        run(10);
        assertEquals(before, b.at, "who does not hear is given nothing");
    }

    @Test
    void oneThatFailsDoesNotSpoilTheOthers() {
        Voice a = new Voice("a", 8000, 500, -20);
        Voice b = new Voice("b", 8000, 900, -20);
        Voice c = new Voice("c", 8000, 1300, -20);
        seat(a, b, c);
        b.broken = true;
        run(TICKS);
        assertEquals(-20, a.levelDb(1300), 0.1);
        assertEquals(-20, c.levelDb(500), 0.1);
        assertEquals(TICKS, loop.failures());
    }

    @Test
    void aClosedMixLetsEverybodyOutAndNobodyIn() {
        Voice a = new Voice("a", 8000, 500, -20);
        seat(a);
        mix.close();
        loop.turn();
        assertEquals(0, loop.mixes().get());
        CompletableFuture<Void> late = mix.join(a).toCompletableFuture();
        loop.turn();
        assertTrue(late.isCompletedExceptionally());
    }
}
