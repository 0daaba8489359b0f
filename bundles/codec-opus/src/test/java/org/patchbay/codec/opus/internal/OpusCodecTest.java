package org.patchbay.codec.opus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.testkit.Tones;

class OpusCodecTest {
    private final OpusCodecFactory factory = TestOpus.factory();

    @Test
    void saysWhatItIs() {
        assertEquals("opus", factory.name());
        assertEquals(48_000, factory.clockRateHz());
        assertEquals(2, factory.channels());
        assertEquals(-1, factory.staticPayloadType());
        assertEquals(100, factory.preference());
        assertEquals("minptime=10;useinbandfec=1", factory.formatParameters());
        assertEquals(
                "minptime=10;useinbandfec=1;usedtx=1",
                new OpusCodecFactory(TestOpus.LIBRARY, new OpusSettings(99, 1, true))
                        .formatParameters());
    }

    @Test
    void bitrateFollowsThePeerButNeverGoesAboveOurs() {
        double ours = bytesPerPacket("");
        assertEquals(80, ours, 16); // 32 kbit/s for 20 ms
        assertTrue(bytesPerPacket("maxaveragebitrate=12000") < ours / 2);
        assertEquals(ours, bytesPerPacket("maxaveragebitrate=510000"), 0.1);
        assertEquals(ours, bytesPerPacket("maxaveragebitrate=1"), 0.1);
    }

    private double bytesPerPacket(String remote) {
        try (AudioEncoder encoder = factory.newEncoder(remote)) {
            byte[][] packets = TestOpus.encode(encoder, TestOpus.voice(48_000 * 4));
            return Arrays.stream(packets).mapToInt(p -> p.length).average().orElseThrow();
        }
    }

    @Test
    void nothingIsSentInSilenceWhereBothWantThat() {
        OpusCodecFactory quiet =
                new OpusCodecFactory(TestOpus.LIBRARY, new OpusSettings(5, 32_000, true));
        float[] silence = new float[48_000 * 3];
        try (AudioEncoder agreed = quiet.newEncoder("usedtx=1");
                AudioEncoder unwanted = quiet.newEncoder("")) {
            assertTrue(countEmpty(TestOpus.encode(agreed, silence)) > 80);
            assertEquals(0, countEmpty(TestOpus.encode(unwanted, silence)));
        }
    }

    private static long countEmpty(byte[][] packets) {
        return Arrays.stream(packets).filter(p -> p.length == 0).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60})
    void onePacketHoldsWhatItSaysThatItCan(int ms) {
        assertTrue(factory.packetTimesMs().contains(ms));
        float[] tone = Tones.sine(48000, 440, -10, 48 * ms);
        byte[] payload = new byte[1500];
        float[] heard = new float[48 * 120];
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
    void survivesAnyPayload() {
        Random random = new Random(1);
        float[] samples = new float[5760 + 100];
        try (AudioDecoder decoder = factory.newDecoder()) {
            for (int round = 0; round < 20_000; round++) {
                byte[] payload = new byte[random.nextInt(round % 50 == 0 ? 9000 : 200)];
                random.nextBytes(payload);
                int from = payload.length == 0 ? 0 : random.nextInt(payload.length);
                int length = payload.length - from;
                int recovered = decoder.recover(payload, from, length, samples, 100, 960);
                assertTrue(recovered == 0 || recovered == 960, "recovered " + recovered);
                int count = decoder.decode(payload, from, length, samples, 100);
                assertTrue(count == -1 || count > 0 && count <= 5760, "count " + count);
                int told = decoder.samples(payload, from, length);
                assertTrue(count == -1 ? told <= 5760 : told == count, told + " for " + count);
            }
            assertEquals(-1, decoder.decode(new byte[0], 0, 0, samples, 0));
            assertEquals(-1, decoder.decode(new byte[9000], 0, 9000, samples, 0));
        }
    }

    @Test
    void takesLoudAndBrokenSamples() {
        float[] loud = new float[960];
        Arrays.fill(loud, 0, 300, 1e30f);
        Arrays.fill(loud, 300, 600, Float.NaN);
        Arrays.fill(loud, 600, 960, Float.NEGATIVE_INFINITY);
        byte[] payload = new byte[1275];
        float[] samples = new float[5760];
        try (AudioEncoder encoder = factory.newEncoder("");
                AudioDecoder decoder = factory.newDecoder()) {
            for (int i = 0; i < 10; i++) {
                int length = encoder.encode(loud, 0, 960, payload, 0);
                assertTrue(length > 0);
                assertEquals(960, decoder.decode(payload, 0, length, samples, 0));
                for (int n = 0; n < 960; n++) {
                    assertTrue(Math.abs(samples[n]) < 4, "sample " + samples[n]);
                }
            }
            assertTrue(encoder.encode(loud, 0, 480, payload, 1265) <= 10, "keeps to its room");
        }
    }

    @Test
    void isNeverUsedAfterItWasClosed() {
        AudioEncoder encoder = factory.newEncoder("useinbandfec=1");
        AudioDecoder decoder = factory.newDecoder();
        encoder.close();
        decoder.close();
        encoder.close();
        decoder.close();
        encoder.expectLoss(3);
        float[] samples = new float[5760];
        byte[] payload = new byte[100];
        assertThrows(
                IllegalStateException.class, () -> encoder.encode(samples, 0, 960, payload, 0));
        assertThrows(IllegalStateException.class, () -> decoder.decode(payload, 0, 9, samples, 0));
        assertThrows(IllegalStateException.class, () -> decoder.conceal(samples, 0, 960));
        assertThrows(
                IllegalStateException.class, () -> decoder.recover(payload, 0, 9, samples, 0, 960));
    }

    @Test
    void allocatesNothingPerFrame() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] audio = TestOpus.voice(48_000);
        float[] heard = new float[5760];
        byte[] payload = new byte[1500];
        long allocated = Long.MAX_VALUE;
        try (AudioEncoder encoder = factory.newEncoder("useinbandfec=1");
                AudioDecoder decoder = factory.newDecoder()) {
            for (int round = 0; round < 4; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 50; i++) {
                    encoder.expectLoss(i % 30);
                    int length = encoder.encode(audio, i * 960, 960, payload, 0);
                    decoder.recover(payload, 0, length, heard, 0, 960);
                    decoder.decode(payload, 0, length, heard, 0);
                    decoder.conceal(heard, 0, 960);
                }
                allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
            }
        }
        assertTrue(allocated < 50, allocated + " bytes in 50 frames");
    }
}
