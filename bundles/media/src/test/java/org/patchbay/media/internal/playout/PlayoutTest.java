package org.patchbay.media.internal.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.media.internal.playout.Playout.Kind;
import org.patchbay.media.internal.playout.VirtualCall.Heard;
import org.patchbay.media.internal.playout.VirtualCall.Packet;
import org.patchbay.testkit.LossyNetwork;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

class PlayoutTest {
    private static final ToneFinder FINDER = new ToneFinder(8000);

    private static LossyNetwork<Packet> network(long seed) {
        return new LossyNetwork<Packet>(seed).delay(Duration.ofMillis(30));
    }

    /** Median SINAD of pieces of 100 ms. */
    private static double typicalSinadDb(float[] x, double frequencyHz) {
        double[] all = new double[x.length / 800];
        for (int i = 0; i < all.length; i++) {
            all[i] = FINDER.sinadDb(x, i * 800, 800, frequencyHz);
        }
        Arrays.sort(all);
        return all[all.length / 2];
    }

    private static double worstSinadDb(float[] x, double frequencyHz) {
        double worst = 99;
        for (int at = 0; at + 800 <= x.length; at += 400) {
            worst = Math.min(worst, FINDER.sinadDb(x, at, 800, frequencyHz));
        }
        return worst;
    }

    private static long concealed(Heard heard, int from, int to) {
        return Arrays.stream(heard.kinds(), from, to).filter(k -> k == Kind.CONCEALED).count();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 3, 7, 9.99, 10, 13, 17, 19.99})
    void aGoodNetworkIsBitExactForAMinute(double phaseMs) {
        float[] audio = Tones.noise(5, -20, 8000 * 60);
        Heard heard = new VirtualCall(network(1)).phaseMs(phaseMs).wobbleMs(3).play(audio);
        assertEquals(0, heard.count(Kind.CONCEALED));
        int first = heard.firstSpeech();
        assertTrue(first <= 4, "begins at " + first);
        assertEquals(first, heard.count(Kind.SILENCE));
        byte[] wire = new byte[160];
        float[] expected = new float[160];
        var encoder = new org.patchbay.media.internal.g711.Pcmu().newEncoder("");
        var decoder = new org.patchbay.media.internal.g711.Pcmu().newDecoder();
        float[] got = heard.from(first);
        for (int at = 0; at < got.length; at += 160) {
            decoder.decode(wire, 0, encoder.encode(audio, at, 160, wire, 0), expected, 0);
            assertEquals(
                    -1, Arrays.mismatch(expected, Arrays.copyOfRange(got, at, at + 160)), "" + at);
        }
        assertTrue(heard.maxDelayMs() < 32, "delay " + heard.maxDelayMs());
        assertEquals(0, heard.playout().lost() + heard.playout().late());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60, 120})
    void packetsOfAnyLengthPlayWithoutAGap(int packetMs) {
        // 9.6 s are a whole number of packets of each length.
        float[] audio = Tones.sine(8000, 440, -10, 8 * 9600);
        for (int pullMs : new int[] {10, 20}) {
            Heard heard =
                    new VirtualCall(network(1))
                            .packetMs(packetMs)
                            .pullMs(pullMs)
                            .wobbleMs(1)
                            .play(audio);
            assertEquals(0, heard.count(Kind.CONCEALED));
            float[] got = heard.from(heard.firstSpeech());
            assertTrue(FINDER.sinadDb(got, 0, got.length, 440) > 36);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lossOfFivePercentIsConcealed(long seed) {
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 30);
        Heard heard = new VirtualCall(network(seed).loss(0.05)).wobbleMs(1).play(audio);
        float[] got = Arrays.copyOfRange(heard.samples(), 8000, heard.samples().length);
        assertEquals(75, heard.playout().lost(), 25);
        assertEquals(heard.playout().lost(), heard.count(Kind.CONCEALED), 6);
        assertTrue(FINDER.longestGapMs(got, 440, -10) <= 40, "" + FINDER.gaps(got, 440, -10));
        assertEquals(-10, FINDER.levelDb(got, 440), 1);
        assertTrue(typicalSinadDb(got, 440) > 36);
        assertTrue(heard.maxDelayMs() < 45, "delay " + heard.maxDelayMs());
    }

    @Test
    void reorderingIsPutRightAfterAWhile() {
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 30);
        Heard heard =
                new VirtualCall(network(3).reorder(0.1, Duration.ofMillis(45)).duplicates(0.1))
                        .play(audio);
        float[] got = Arrays.copyOfRange(heard.samples(), 8000 * 5, heard.samples().length);
        assertEquals(0, FINDER.longestGapMs(got, 440, -10));
        assertEquals(-10, FINDER.levelDb(got, 440), 0.3);
        assertTrue(heard.playout().late() < 12, "late " + heard.playout().late());
        assertTrue(heard.count(Kind.CONCEALED) < 12, "" + heard.count(Kind.CONCEALED));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 100})
    void jitterIsWaitedFor(int jitterMs) {
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 30);
        Heard heard = new VirtualCall(network(4).jitter(Duration.ofMillis(jitterMs))).play(audio);
        float[] got = Arrays.copyOfRange(heard.samples(), 8000 * 10, heard.samples().length);
        long concealed = concealed(heard, 500, 1500);
        assertTrue(concealed <= 20, "concealed " + concealed);
        assertEquals(0, FINDER.longestGapMs(got, 440, -10), "" + FINDER.gaps(got, 440, -10));
        assertTrue(heard.maxDelayMs() < jitterMs + 45, "delay " + heard.maxDelayMs());
    }

    @Test
    void theDelayShrinksAgainWhenTheNetworkCalmsDown() {
        LossyNetwork<Packet> network = network(5).jitter(Duration.ofMillis(80));
        float[] audio = Tones.speech(8000, 1, 8000 * 60);
        for (int i = 0; i < audio.length; i++) {
            audio[i] += 1e-3f;
        }
        Heard heard =
                new VirtualCall(network)
                        .play(
                                audio,
                                (now, playout) -> {
                                    if (now > 20_000 * VirtualCall.MS) {
                                        network.jitter(Duration.ZERO);
                                    }
                                });
        assertTrue(heard.delays()[900] > 40, "delay " + heard.delays()[900]);
        assertTrue(heard.delays()[2900] < 36, "delay " + heard.delays()[2900]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-100, 100, -500, 500})
    void driftIsFollowedWithoutAGap(double ppm) {
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 240);
        Heard heard = new VirtualCall(network(6)).driftPpm(ppm).wobbleMs(1).play(audio);
        // A fast sender is done before the end.
        float[] got = Arrays.copyOf(heard.from(heard.firstSpeech()), 8000 * 239);
        assertEquals(0, concealed(heard, 0, 11_900));
        assertEquals(0, FINDER.longestGapMs(got, 440, -10));
        assertEquals(0, heard.playout().lost() + heard.playout().late());
        assertTrue(heard.maxDelayMs() < 45, "delay " + heard.maxDelayMs());
        assertTrue(typicalSinadDb(got, 440) > 30);
    }

    @Test
    void aPauseOfTheSenderIsSilenceSoonAndNotLoss() {
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 10);
        Arrays.fill(audio, 8000 * 3, 8000 * 5, 0);
        Heard heard = new VirtualCall(network(7)).wobbleMs(1).play(audio);
        assertEquals(0, heard.playout().lost());
        assertEquals(3, heard.count(Kind.CONCEALED), 1);
        assertEquals(97, heard.count(Kind.SILENCE), 3);
        var gaps = FINDER.gaps(heard.from(heard.firstSpeech()), 440, -10);
        assertEquals(1, gaps.size());
        assertEquals(1960, gaps.get(0).durationMs(), 40);
    }

    @Test
    void aFreezeOfTheNetworkDoesNotDelayForLong() {
        float[] audio = Tones.speech(8000, 2, 8000 * 30);
        for (int i = 0; i < audio.length; i++) {
            audio[i] += 1e-3f;
        }
        LossyNetwork<Packet> network = network(8);
        Heard heard =
                new VirtualCall(network)
                        .play(
                                audio,
                                (now, playout) -> {
                                    boolean frozen =
                                            now > 4990 * VirtualCall.MS
                                                    && now < 5280 * VirtualCall.MS;
                                    long left = 5300 * VirtualCall.MS - now;
                                    network.delay(
                                            frozen
                                                    ? Duration.ofNanos(left)
                                                    : Duration.ofMillis(30));
                                });
        assertTrue(heard.delays()[1400] < 80, "delay " + heard.delays()[1400]);
        // What came all at once and too late is not played late.
        assertTrue(heard.maxDelayMs() < 90, "delay " + heard.maxDelayMs());
        assertTrue(heard.count(Kind.CONCEALED) < 10);
    }

    @Test
    void oneLateOfABurstDoesNotChangeTheDelayForLong() {
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 30);
        Heard heard = new VirtualCall(network(9).reorder(0.002, Duration.ofMillis(25))).play(audio);
        assertTrue(heard.maxDelayMs() < 50, "delay " + heard.maxDelayMs());
        assertEquals(0, FINDER.longestGapMs(heard.from(50), 440, -10));
    }

    @Test
    void aSenderThatSendsTwoPacketsAtOnceIsWaitedFor() {
        // Every other packet is held back until the next one goes: 0, 20, 0, 20 ms late.
        LossyNetwork<Packet> network = network(10);
        float[] audio = Tones.sine(8000, 440, -10, 8000 * 30);
        Heard heard =
                new VirtualCall(network)
                        .play(
                                audio,
                                (now, playout) -> {
                                    boolean even = now / (20 * VirtualCall.MS) % 2 == 0;
                                    network.delay(Duration.ofMillis(even ? 30 : 50));
                                });
        assertTrue(concealed(heard, 100, 1500) == 0);
        assertTrue(heard.maxDelayMs() < 65, "delay " + heard.maxDelayMs());
    }
}
