package org.patchbay.media.internal.g711;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

class G711Test {
    private static int encode(G711Law law, float sample) {
        byte[] to = new byte[1];
        law.encode(new float[] {sample}, 0, 1, to, 0);
        return to[0] & 0xFF;
    }

    /** Table 2 of the Recommendation: decision values x₁…x₁₂₉ by their rule of construction. */
    private static int[] muDecisions() {
        int[] x = new int[129];
        int step = 2;
        x[1] = 1;
        for (int n = 2; n <= 128; n++) {
            x[n] = x[n - 1] + step;
            if (n % 16 == 0) {
                step *= 2;
            }
        }
        return x;
    }

    /**
     * Table 1: 32 steps of 2, then seven times 16 steps of twice the size, in 13 bits with sign.
     */
    private static int[] aDecisions() {
        int[] x = new int[129];
        int step = 2;
        for (int n = 1; n <= 128; n++) {
            x[n] = x[n - 1] + step;
            if (n % 16 == 0 && n >= 32) {
                step *= 2;
            }
        }
        return x;
    }

    @Test
    void theDecisionValuesEndWhereTheRecommendationSays() {
        assertEquals(8159, muDecisions()[128]);
        assertEquals(31, muDecisions()[16]);
        assertEquals(4096, aDecisions()[128]);
        assertEquals(64, aDecisions()[32]);
    }

    @Test
    void muLawIsTheRecommendationsForEveryValue() {
        int[] x = muDecisions();
        for (int magnitude = 0; magnitude < 8192; magnitude++) {
            int n = 0;
            while (n < 127 && x[n + 1] <= magnitude) {
                n++;
            }
            assertEquals(0xFF - n, encode(G711Law.MU, magnitude * 4 / 32768f));
            assertEquals(0x7F - n, encode(G711Law.MU, (-1 - magnitude * 4) / 32768f));
            int value = n == 0 ? 0 : (x[n] + x[n + 1]) / 2;
            assertEquals(value * 4, G711Law.MU.linear(0xFF - n));
            assertEquals(-value * 4, G711Law.MU.linear(0x7F - n));
        }
    }

    @Test
    void aLawIsTheRecommendationsForEveryValue() {
        int[] x = aDecisions();
        for (int magnitude = 0; magnitude < 4096; magnitude++) {
            int n = 0;
            while (n < 127 && x[n + 1] <= magnitude) {
                n++;
            }
            assertEquals((0x80 | n) ^ 0x55, encode(G711Law.A, magnitude * 8 / 32768f));
            assertEquals(n ^ 0x55, encode(G711Law.A, (-1 - magnitude * 8) / 32768f));
            int value = (x[n] + x[n + 1]) / 2;
            assertEquals(value * 8, G711Law.A.linear((0x80 | n) ^ 0x55));
            assertEquals(-value * 8, G711Law.A.linear(n ^ 0x55));
        }
    }

    @ParameterizedTest
    @EnumSource(G711Law.class)
    void everyCodeComesBack(G711Law law) {
        for (int code = 0; code < 256; code++) {
            // µ-law has two zeros; the sign of a zero is not kept.
            int expected = law == G711Law.MU && code == 0x7F ? 0xFF : code;
            assertEquals(expected, encode(law, law.linear(code) / 32768f));
        }
    }

    @ParameterizedTest
    @EnumSource(G711Law.class)
    void clipsWhatIsTooLoud(G711Law law) {
        assertEquals(encode(law, 1), encode(law, 17.5f));
        assertEquals(encode(law, -1), encode(law, Float.NEGATIVE_INFINITY));
        assertEquals(encode(law, 0), encode(law, Float.NaN));
        assertTrue(law.linear(encode(law, 2)) > 32_000);
        assertTrue(law.linear(encode(law, -2)) < -32_000);
    }

    @Test
    void aToneIsAsCleanAsG711CanBe() {
        for (CodecFactory codec : new CodecFactory[] {new Pcmu(), new Pcma()}) {
            float[] tone = Tones.sine(8000, 1020, -10, 8000);
            byte[] wire = new byte[160];
            float[] out = new float[8000];
            try (AudioEncoder encoder = codec.newEncoder("");
                    AudioDecoder decoder = codec.newDecoder()) {
                for (int at = 0; at < 8000; at += 160) {
                    assertEquals(160, encoder.encode(tone, at, 160, wire, 0));
                    assertEquals(160, decoder.decode(wire, 0, 160, out, at));
                }
            }
            // G.712 asks for 33 dB at these levels, for the way there and back.
            assertTrue(new ToneFinder(8000).sinadDb(out, 0, 8000, 1020) > 36, codec.name());
        }
    }

    @Test
    void aPayloadThatIsNoneIsRefused() {
        try (AudioDecoder decoder = new Pcmu().newDecoder()) {
            assertEquals(-1, decoder.decode(new byte[2000], 0, 961, new float[2000], 0));
            assertEquals(-1, decoder.decode(new byte[10], 0, 0, new float[960], 0));
            assertEquals(-1, decoder.decode(new byte[10], 5, 10, new float[960], 0));
        }
    }

    @Test
    void theFactoriesSayWhatRfc3551Says() {
        assertEquals(0, new Pcmu().staticPayloadType());
        assertEquals(8, new Pcma().staticPayloadType());
        assertTrue(new Pcma().preference() > new Pcmu().preference());
    }
}
