package org.patchbay.codec.g722.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bit as in spandsp, both ways, for quiet, loud and senseless input. */
class BitExactTest {
    private static final int SAMPLES = 16_000 * 4;

    @BeforeAll
    static void library() {
        Spandsp.require();
    }

    static Stream<Arguments> signals() {
        Random noise = new Random(722);
        return Stream.of(
                signal("silence", n -> 0),
                signal("one step", n -> n < 100 ? 0 : 1),
                signal("full scale 440 Hz", n -> 32767 * Math.sin(n * 440 * Math.PI / 8000)),
                signal("7 kHz", n -> 20000 * Math.sin(n * 7000 * Math.PI / 8000)),
                signal("chirp", n -> 25000 * Math.sin(n * (double) n * 1e-5)),
                signal("square at the rails", n -> n / 37 % 2 == 0 ? 32767 : -32768),
                signal("every other sample", n -> n % 2 == 0 ? 32767 : -32768),
                signal("white noise", n -> noise.nextInt(65536) - 32768),
                signal("quiet noise", n -> noise.nextInt(9) - 4),
                signal("bursts", n -> n / 4000 % 2 * (noise.nextGaussian() * 9000)),
                signal("clicks", n -> n % 997 == 0 ? -32768 : 0));
    }

    private static Arguments signal(String name, IntToDoubleFunction at) {
        short[] samples = new short[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            samples[n] = (short) Math.max(-32768, Math.min(32767, Math.round(at.applyAsDouble(n))));
        }
        return Arguments.of(name, samples);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signals")
    void encodes(String name, short[] samples) {
        assertArrayEquals(Spandsp.encode(samples), encode(samples));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signals")
    void decodes(String name, short[] samples) {
        byte[] code = encode(samples);
        assertArrayEquals(Spandsp.decode(code), decode(code));
    }

    @Test
    void decodesWhateverComes() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            byte[] code = new byte[960];
            random.nextBytes(code);
            if (round % 3 == 0) {
                java.util.Arrays.fill(code, (byte) random.nextInt());
            }
            assertArrayEquals(Spandsp.decode(code), decode(code), "round " + round);
        }
    }

    private static byte[] encode(short[] samples) {
        float[] audio = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            audio[i] = samples[i] / 32_768f;
        }
        byte[] code = new byte[samples.length / 2];
        try (G722Encoder encoder = new G722Encoder()) {
            for (int at = 0; at < audio.length; at += 320) {
                assertEquals(160, encoder.encode(audio, at, 320, code, at / 2));
            }
        }
        return code;
    }

    /**
     * What overflows is limited by us, as the recommendation says, while spandsp lets it wrap
     * around: so the value before the limit is compared, and the limit beside it.
     */
    private static short[] decode(byte[] code) {
        float[] audio = new float[code.length * 2];
        try (G722Decoder decoder = new G722Decoder()) {
            for (int at = 0; at < code.length; at += 160) {
                assertEquals(320, decoder.decode(code, at, 160, audio, 2 * at));
            }
        }
        short[] samples = new short[audio.length];
        try (G722Decoder decoder = new G722Decoder()) {
            for (int i = 0; i < code.length; i++) {
                decoder.decodePair(code[i] & 0xFF);
                samples[2 * i] = checked(decoder.firstUnlimited(), audio[2 * i]);
                samples[2 * i + 1] = checked(decoder.secondUnlimited(), audio[2 * i + 1]);
            }
        }
        return samples;
    }

    private static short checked(int unlimited, float audio) {
        assertEquals(Math.max(-32_768, Math.min(32_767, unlimited)), audio * 32_768f);
        return (short) unlimited;
    }
}
