package org.patchbay.media.internal.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

class ResamplerTest {
    private static float[] resampled(float[] in, int fromHz, int toHz) {
        Resampler resampler = new Resampler(fromHz, toHz);
        float[] out = new float[(int) ((long) in.length * toHz / fromHz) + 1];
        int frame = fromHz / 50;
        int written = 0;
        for (int at = 0; at + frame <= in.length; at += frame) {
            written += resampler.process(in, at, frame, out, written);
        }
        return Arrays.copyOf(out, written);
    }

    private static double gainDb(int fromHz, int toHz, double frequencyHz, double seenAtHz) {
        float[] out = resampled(Tones.sine(fromHz, frequencyHz, -6, fromHz), fromHz, toHz);
        int settled = toHz / 10;
        return new ToneFinder(toHz).levelDb(out, settled, out.length - 2 * settled, seenAtHz) + 6;
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 48000",
        "48000, 8000",
        "8000, 16000",
        "16000, 8000",
        "8000, 24000",
        "8000, 32000",
        "8000, 44100",
        "44100, 8000",
        "24000, 8000",
        "32000, 8000"
    })
    void isFlatUpToTheEdgeOfTelephony(int fromHz, int toHz) {
        for (double f : new double[] {50, 300, 1000, 2000, 3000, 3400}) {
            assertEquals(0, gainDb(fromHz, toHz, f, f), 0.1, f + " Hz");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16000, 48000",
        "48000, 16000",
        "16000, 24000",
        "24000, 16000",
        "16000, 32000",
        "44100, 16000",
        "22050, 16000"
    })
    void isFlatInWideband(int fromHz, int toHz) {
        for (double f : new double[] {50, 1000, 5000, 6800}) {
            assertEquals(0, gainDb(fromHz, toHz, f, f), 0.1, f + " Hz");
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 48000", "48000, 44100", "32000, 48000", "48000, 32000", "24000, 48000"})
    void isFlatInMusic(int fromHz, int toHz) {
        double edge = Math.min(fromHz, toHz) * 0.42;
        for (double f : new double[] {50, 1000, 8000, edge}) {
            assertEquals(0, gainDb(fromHz, toHz, f, f), 0.1, f + " Hz");
        }
    }

    @Test
    void imagesOfTheBandAreGone() {
        for (double f : new double[] {500, 1000, 3000, 3400}) {
            for (int k = 1; k <= 2; k++) {
                assertTrue(gainDb(8000, 48000, f, 8000 * k - f) < -55, f + " Hz below " + k);
                assertTrue(gainDb(8000, 48000, f, 8000 * k + f) < -55, f + " Hz above " + k);
            }
            assertTrue(gainDb(8000, 16000, f, 8000 - f) < -55, f + " Hz");
        }
    }

    @Test
    void whatWouldAliasIntoTheBandIsGone() {
        for (double f : new double[] {4600, 5000, 7000, 9000, 12_345, 16_500, 23_000}) {
            double seenAt = Math.abs(f - 8000 * Math.round(f / 8000));
            assertTrue(gainDb(48000, 8000, f, seenAt) < -55, f + " Hz");
        }
    }

    @Test
    void theDelayIsAsDocumented() {
        int[][] pairs = {{8000, 48000}, {48000, 8000}, {16000, 48000}, {44100, 48000}};
        for (int[] pair : pairs) {
            float[] in = new float[pair[0] / 10];
            in[0] = 1;
            float[] out = resampled(in, pair[0], pair[1]);
            int peak = 0;
            for (int i = 0; i < out.length; i++) {
                peak = out[i] > out[peak] ? i : peak;
            }
            assertEquals(new Resampler(pair[0], pair[1]).delaySamples(), peak, 1);
            assertTrue(peak * 1000.0 / pair[1] <= 1.6);
        }
    }

    @Test
    void piecesOfAnySizeGiveTheSame() {
        int[][] pairs = {
            {8000, 48000}, {48000, 8000}, {44100, 48000}, {48000, 44100}, {24000, 16000}
        };
        float[] in = Tones.noise(4, -10, 9600);
        for (int[] pair : pairs) {
            float[] whole = resampled(in, pair[0], pair[1]);
            Resampler resampler = new Resampler(pair[0], pair[1]);
            float[] out = new float[whole.length + 2000];
            Random random = new Random(1);
            int written = 0;
            for (int at = 0; at < in.length; ) {
                int now = Math.min(in.length - at, random.nextInt(1500));
                written += resampler.process(in, at, now, out, written);
                at += now;
            }
            assertArrayEquals(whole, Arrays.copyOf(out, whole.length), 1e-5f, "" + pair[0]);
        }
    }

    @Test
    void frameByFrameNothingIsLeftOver() {
        for (int[] pair : new int[][] {{8000, 48000}, {48000, 8000}, {16000, 48000}}) {
            Resampler resampler = new Resampler(pair[0], pair[1]);
            float[] out = new float[960];
            for (int i = 0; i < 100; i++) {
                assertEquals(
                        pair[1] / 50,
                        resampler.process(new float[pair[0] / 50], 0, pair[0] / 50, out, 0));
            }
        }
    }

    @Test
    void equalRatesChangeNothing() {
        float[] in = Tones.noise(1, -10, 320);
        float[] out = new float[320];
        Resampler resampler = new Resampler(16000, 16000);
        assertEquals(320, resampler.process(in, 0, 320, out, 0));
        assertArrayEquals(in, out);
        assertEquals(0, resampler.delaySamples());
    }

    @Test
    void resetForgetsThePast() {
        Resampler resampler = new Resampler(8000, 48000);
        float[] out = new float[960];
        resampler.process(Tones.noise(1, 0, 160), 0, 160, out, 0);
        resampler.reset();
        resampler.process(new float[160], 0, 160, out, 0);
        assertArrayEquals(new float[960], out);
    }

    @Test
    void aStrangeRatioIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Resampler(47_999, 48_000));
        assertThrows(IllegalArgumentException.class, () -> new Resampler(1, 48_000));
    }
}
