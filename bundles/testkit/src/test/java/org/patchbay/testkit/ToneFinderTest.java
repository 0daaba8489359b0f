package org.patchbay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ToneFinderTest {
    private final ToneFinder finder = new ToneFinder(8000);

    @Test
    void readsTheLevelOfATone() {
        for (double db : new double[] {0, -10, -37}) {
            float[] tone = Tones.sine(8000, 1004, db, 4000);
            assertEquals(db, finder.levelDb(tone, 1004), 0.05);
            assertEquals(db, finder.powerDb(tone), 0.05);
        }
    }

    @Test
    void tellsTonesApart() {
        float[] tone = Tones.sine(8000, 440, -6, 8000);
        assertTrue(finder.present(tone, 440, -6));
        assertTrue(finder.absent(tone, 460, -60));
        assertEquals(ToneFinder.FLOOR_DB, finder.levelDb(new float[800], 440));
    }

    @Test
    void findsAGapWhereItIs() {
        float[] tone = Tones.sine(8000, 700, -10, 8000);
        Arrays.fill(tone, 4000, 4160, 0);
        var gaps = finder.gaps(tone, 700, -10);
        assertEquals(1, gaps.size());
        assertEquals(500, gaps.get(0).startMs(), 3);
        assertEquals(20, gaps.get(0).durationMs(), 3);
        assertEquals(0, finder.longestGapMs(Tones.sine(8000, 700, -10, 8000), 700, -10));
    }

    @Test
    void measuresWhatIsLeftBesideTheTone() {
        float[] tone = Tones.sine(8000, 700, -10, 8000);
        float[] noise = Tones.noise(1, -40, 8000);
        for (int i = 0; i < tone.length; i++) {
            tone[i] += noise[i];
        }
        assertEquals(30, finder.sinadDb(tone, 0, 8000, 700), 0.5);
    }

    @Test
    void measuresFrequency() {
        float[] tone = Tones.sine(8000, 1003.7, -10, 8000);
        assertEquals(1003.7, finder.frequencyHz(tone, 0, 8000, 1000), 0.05);
    }

    @Test
    void speechHasPausesAndPeaks() {
        float[] speech = Tones.speech(8000, 3, 16_000);
        float peak = 0;
        int quiet = 0;
        for (float s : speech) {
            peak = Math.max(peak, Math.abs(s));
            quiet += s == 0 ? 1 : 0;
        }
        assertEquals(0.5, peak, 0.01);
        assertTrue(quiet > 1000 && quiet < 12_000);
    }
}
