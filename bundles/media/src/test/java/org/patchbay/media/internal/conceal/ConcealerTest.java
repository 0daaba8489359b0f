package org.patchbay.media.internal.conceal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

class ConcealerTest {
    /** 200 ms of audio of which so much from 100 ms on is made up. */
    private static float[] withGap(float[] audio, int rateHz, int gapMs) {
        Concealer concealer = new Concealer(rateHz);
        int frame = rateHz / 100;
        float[] out = audio.clone();
        for (int i = 0; i * frame < out.length; i++) {
            if (i >= 10 && i < 10 + gapMs / 10) {
                concealer.conceal(out, i * frame, frame);
            } else {
                concealer.resume(out, i * frame, frame);
            }
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"8000, 440", "8000, 1004", "16000, 440", "16000, 3000", "48000, 700"})
    void aToneGoesOnThroughALostPacket(int rateHz, double frequencyHz) {
        float[] out = withGap(Tones.sine(rateHz, frequencyHz, -10, rateHz / 5), rateHz, 20);
        ToneFinder finder = new ToneFinder(rateHz);
        assertEquals(0, finder.longestGapMs(out, frequencyHz, -10));
        double sinad = finder.sinadDb(out, rateHz * 9 / 100, rateHz * 4 / 100, frequencyHz);
        // The period is a whole number of samples, and the fade has begun.
        assertTrue(sinad > 12, "sinad " + sinad);
    }

    @Test
    void speechGoesOnAtItsLevelAndWithoutAClick() {
        float[] speech = Tones.speech(8000, 4, 8000);
        for (int at = 0; at + 1600 <= speech.length; at += 400) {
            float[] piece = java.util.Arrays.copyOfRange(speech, at, at + 1600);
            float[] out = withGap(piece, 8000, 20);
            float most = 0;
            float mostBefore = 0;
            for (int i = 1; i < out.length; i++) {
                most = Math.max(most, Math.abs(out[i] - out[i - 1]));
                mostBefore = Math.max(mostBefore, Math.abs(piece[i] - piece[i - 1]));
            }
            assertTrue(most <= mostBefore * 1.5, most + " after " + mostBefore + " at " + at);
        }
    }

    @Test
    void aLongGapFadesToSilence() {
        float[] out = withGap(Tones.sine(8000, 440, -10, 1600), 8000, 80);
        ToneFinder finder = new ToneFinder(8000);
        assertEquals(-10, finder.powerDb(out, 800, 80), 1);
        assertTrue(finder.powerDb(out, 800 + 320, 80) < -15);
        for (int i = 800 + 480; i < 800 + 640; i++) {
            assertTrue(out[i] == 0);
        }
        // And comes back within 5 ms.
        assertTrue(finder.sinadDb(out, 800 + 640 + 40, 100, 440) > 40);
    }

    @Test
    void noiseDoesNotBecomeATone() {
        float[] out = withGap(Tones.noise(1, -20, 1600), 8000, 30);
        ToneFinder finder = new ToneFinder(8000);
        assertEquals(-21, finder.powerDb(out, 800, 240), 3);
        for (double f = 200; f < 3800; f += 50) {
            assertTrue(finder.levelDb(out, 800, 240, f) < -22, f + " Hz");
        }
    }

    @Test
    void withoutAPastItIsSilent() {
        float[] out = new float[160];
        new Concealer(8000).conceal(out, 0, 160);
        for (float x : out) {
            assertEquals(0, x);
        }
    }
}
