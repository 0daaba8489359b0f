package org.patchbay.codec.g722.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.testkit.Tones;

class G722CodecFactoryTest {
    private final G722CodecFactory factory = new G722CodecFactory();

    @Test
    void saysWhatItIs() {
        assertEquals("G722", factory.name());
        assertEquals(8000, factory.clockRateHz());
        assertEquals(16_000, factory.audioRateHz());
        assertEquals(9, factory.staticPayloadType());
        assertEquals(50, factory.preference());
        assertEquals(1, factory.channels());
    }

    @Test
    void clipsWhatIsTooLoudAndBoundsPayloads() {
        float[] loud = new float[320];
        java.util.Arrays.fill(loud, 0, 160, 7f);
        java.util.Arrays.fill(loud, 160, 320, Float.NaN);
        byte[] payload = new byte[2000];
        try (AudioEncoder encoder = factory.newEncoder("x=y");
                AudioDecoder decoder = factory.newDecoder()) {
            assertEquals(160, encoder.encode(loud, 0, 320, payload, 3));
            float[] samples = new float[1930];
            assertEquals(320, decoder.decode(payload, 3, 160, samples, 10));
            assertEquals(1920, decoder.decode(payload, 0, 960, samples, 10));
            assertEquals(-1, decoder.decode(payload, 0, 961, samples, 0));
            assertEquals(-1, decoder.decode(payload, 0, 0, samples, 0));
            assertEquals(0, decoder.conceal(samples, 0, 320));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void onePacketHoldsWhatItSaysThatItCan(int ms) {
        assertTrue(factory.packetTimesMs().contains(ms));
        float[] tone = Tones.sine(16000, 440, -10, 16 * ms);
        byte[] payload = new byte[1500];
        float[] heard = new float[16 * 120];
        try (AudioEncoder encoder = factory.newEncoder("");
                AudioDecoder decoder = factory.newDecoder()) {
            for (int i = 0; i < 5; i++) {
                int length = encoder.encode(tone, 0, tone.length, payload, 7);
                assertEquals(tone.length, decoder.samples(payload, 7, length));
                assertEquals(tone.length, decoder.decode(payload, 7, length, heard, 0));
            }
        }
    }

    @Test
    void allocatesNothingPerFrame() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] samples = new float[320];
        byte[] payload = new byte[160];
        AudioEncoder encoder = factory.newEncoder("");
        AudioDecoder decoder = factory.newDecoder();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                encoder.encode(samples, 0, 320, payload, 0);
                decoder.decode(payload, 0, 160, samples, 0);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(allocated < 500, allocated + " bytes in 500 frames");
    }
}
