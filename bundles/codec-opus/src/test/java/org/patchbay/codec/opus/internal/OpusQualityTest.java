package org.patchbay.codec.opus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;

class OpusQualityTest {
    private static final int SECONDS = 8;
    private final OpusCodecFactory factory = TestOpus.factory();

    @Test
    void sineComesBackClean() {
        float[] tone = TestOpus.sine(1000, 0.5, 48_000 * 2);
        float[] heard = new float[tone.length + 5760];
        try (AudioEncoder encoder = factory.newEncoder("");
                AudioDecoder decoder = factory.newDecoder()) {
            byte[][] packets = TestOpus.encode(encoder, tone);
            for (int i = 0; i < packets.length; i++) {
                int at = i * TestOpus.FRAME;
                assertEquals(
                        TestOpus.FRAME,
                        decoder.decode(packets[i], 0, packets[i].length, heard, at));
            }
        }
        double sinad = sinadDb(heard, 24_000, tone.length - 24_000, 1000);
        assertTrue(sinad > 20, "SINAD " + sinad + " dB");
    }

    @Test
    void redundancyBeatsConcealment() {
        double recovered = snrOfLostFramesDb("useinbandfec=1", true);
        double concealed = snrOfLostFramesDb("useinbandfec=1", false);
        assertTrue(
                recovered > concealed + 4, "recovered " + recovered + ", concealed " + concealed);
    }

    @Test
    void redundancyIsMadeOnlyWhereItIsWantedAndNeeded() {
        assertEquals(0, redundantPackets("useinbandfec=1", 0));
        assertEquals(0, redundantPackets("useinbandfec=0", 20));
        assertEquals(0, redundantPackets("", 20));
        assertTrue(redundantPackets("useinbandfec=1", 20) > 50);
    }

    @Test
    void concealsWithoutAClick() {
        float[] tone = TestOpus.sine(440, 0.5, 48_000);
        float[] heard = new float[5760];
        try (AudioEncoder encoder = factory.newEncoder("");
                AudioDecoder decoder = factory.newDecoder()) {
            for (byte[] packet : TestOpus.encode(encoder, tone)) {
                decoder.decode(packet, 0, packet.length, heard, 0);
            }
            float last = heard[TestOpus.FRAME - 1];
            assertEquals(TestOpus.FRAME, decoder.conceal(heard, 0, TestOpus.FRAME));
            assertTrue(Math.abs(heard[0] - last) < 0.1, "step " + last + " → " + heard[0]);
            assertTrue(power(heard, 0, 240) > 0.01, "silence in place of the tone");
            assertEquals(0, decoder.conceal(heard, 0, 121));
            assertEquals(0, decoder.conceal(heard, 0, 0));
            assertEquals(0, decoder.conceal(heard, 0, 5880));
        }
    }

    private int redundantPackets(String remote, int lossPercent) {
        int redundant = 0;
        try (AudioEncoder encoder = factory.newEncoder(remote)) {
            encoder.expectLoss(lossPercent);
            for (byte[] packet : TestOpus.encode(encoder, TestOpus.voice(48_000 * 4))) {
                redundant += OpusPacket.repeatsLastFrame(packet, 0, packet.length) ? 1 : 0;
            }
        }
        return redundant;
    }

    /** Against what would have been heard without the loss, in the lost frames alone. */
    private double snrOfLostFramesDb(String remote, boolean recover) {
        byte[][] packets;
        try (AudioEncoder encoder = factory.newEncoder(remote)) {
            encoder.expectLoss(20);
            packets = TestOpus.encode(encoder, TestOpus.voice(48_000 * SECONDS));
        }
        Random random = new Random(6716);
        double signal = 0;
        double error = 0;
        float[] whole = new float[5760];
        float[] patched = new float[5760];
        boolean lostBefore = false;
        try (AudioDecoder reference = factory.newDecoder();
                AudioDecoder decoder = factory.newDecoder()) {
            for (int i = 0; i + 1 < packets.length; i++) {
                reference.decode(packets[i], 0, packets[i].length, whole, 0);
                boolean lost = !lostBefore && random.nextInt(10) == 0;
                lostBefore = lost;
                if (!lost) {
                    decoder.decode(packets[i], 0, packets[i].length, patched, 0);
                    continue;
                }
                int made = recover ? recovered(decoder, packets[i + 1], patched) : 0;
                if (made == 0) {
                    decoder.conceal(patched, 0, TestOpus.FRAME);
                }
                for (int n = 0; n < TestOpus.FRAME; n++) {
                    signal += whole[n] * whole[n];
                    error += (whole[n] - patched[n]) * (whole[n] - patched[n]);
                }
            }
        }
        return 10 * Math.log10(signal / error);
    }

    private static int recovered(AudioDecoder decoder, byte[] next, float[] samples) {
        return decoder.recover(next, 0, next.length, samples, 0, TestOpus.FRAME);
    }

    private static double sinadDb(float[] audio, int from, int to, double hz) {
        double re = 0;
        double im = 0;
        for (int n = from; n < to; n++) {
            re += audio[n] * Math.cos(2 * Math.PI * hz * n / 48_000);
            im += audio[n] * Math.sin(2 * Math.PI * hz * n / 48_000);
        }
        int count = to - from;
        double tone = 2 * (re * re + im * im) / count / count;
        return 10 * Math.log10(tone / (power(audio, from, to) - tone));
    }

    private static double power(float[] audio, int from, int to) {
        double sum = 0;
        for (int n = from; n < to; n++) {
            sum += audio[n] * audio[n];
        }
        return sum / (to - from);
    }
}
