package org.patchbay.media.internal.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.internal.CodecStandIn;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.playout.Playout.Kind;
import org.patchbay.media.internal.playout.VirtualCall.Heard;
import org.patchbay.testkit.LossyNetwork;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

/** What a playout does with a decoder's abilities, and when the codec or the source changes. */
class PlayoutCodecTest {
    private static final long TICK = 20_000_000;

    private static float[] constant(float level, int seconds) {
        float[] audio = new float[48_000 * seconds];
        Arrays.fill(audio, level);
        return audio;
    }

    @Test
    void lostPacketsAreRecoveredFromTheNextWhereThereIsRedundancy() {
        CodecDouble codec = new CodecDouble();
        Heard heard =
                new VirtualCall(new LossyNetwork<VirtualCall.Packet>(1).loss(0.05))
                        .codec(codec)
                        .play(constant(0.25f, 60));
        long lost = heard.playout().lost();
        assertEquals(150, lost, 40);
        assertTrue(codec.recovered > lost * 0.8, codec.recovered + " of " + lost);
        assertTrue(heard.count(Kind.CONCEALED) < lost / 4, "" + heard.count(Kind.CONCEALED));
        assertTrue(heard.maxDelayMs() < 60);
    }

    @Test
    void withoutRedundancyNothingIsHeldBackForIt() {
        CodecDouble codec = new CodecDouble();
        codec.redundant = false;
        Heard heard =
                new VirtualCall(new LossyNetwork<VirtualCall.Packet>(1).loss(0.05))
                        .codec(codec)
                        .play(constant(0.25f, 60));
        assertEquals(0, codec.recovered);
        assertTrue(codec.madeUp > 100);
        double[] delays = heard.delays().clone();
        Arrays.sort(delays);
        assertTrue(delays[delays.length / 2] < 40, "delay " + delays[delays.length / 2]);
    }

    @Test
    void whatADecoderMakesUpFadesToSilence() {
        CodecDouble codec = new CodecDouble();
        float[] audio = constant(0.25f, 2);
        Arrays.fill(audio, 48_000, audio.length, 0);
        Heard heard =
                new VirtualCall(new LossyNetwork<VirtualCall.Packet>(1)).codec(codec).play(audio);
        assertEquals(3, codec.madeUp);
        assertEquals(3, heard.count(Kind.CONCEALED));
        int last = Arrays.asList(heard.kinds()).lastIndexOf(Kind.CONCEALED);
        assertTrue(Math.abs(heard.samples()[last * 960 + 959]) < 0.01);
        assertEquals(Kind.SILENCE, heard.kinds()[last + 1]);
    }

    /** Sends G.711 packets of a tone by hand. */
    private static final class Source {
        final AudioEncoder mu = new Pcmu().newEncoder("");
        final AudioEncoder a = new Pcma().newEncoder("");
        final Coding fromMu = new Coding(new Pcmu().newDecoder(), 8000, 8000);
        final Coding fromA = new Coding(new Pcma().newDecoder(), 8000, 8000);
        final Playout playout = new Playout(fromMu.decoder(), 8000, 8000);
        final Tones.Sine tone = new Tones.Sine(8000, 440, -10);
        final float[] frame = new float[160];
        final byte[] payload = new byte[160];
        final float[] out = new float[8000 * 20];
        int heard;
        int seq = 500;
        long timestamp = 1_000_000;
        long now;

        void send(AudioEncoder encoder) {
            tone.fill(frame, 0, 160);
            encoder.encode(frame, 0, 160, payload, 0);
            Coding coding = encoder == mu ? fromMu : fromA;
            playout.put(coding, seq++ & 0xFFFF, timestamp, false, payload, 0, 160, now);
            timestamp += 160;
        }

        Kind tick() {
            now += TICK;
            Kind kind = playout.pull(out, heard, 160, now - 7_000_000);
            heard += 160;
            return kind;
        }

        void run(int packets) {
            for (int i = 0; i < packets; i++) {
                send(mu);
                tick();
            }
        }

        double longestGapMs() {
            float[] got = Arrays.copyOfRange(out, 800, heard);
            return new ToneFinder(8000).longestGapMs(got, 440, -10);
        }
    }

    @Test
    void anotherCodecGoesOnWithoutAGap() {
        Source source = new Source();
        source.run(100);
        for (int i = 0; i < 100; i++) {
            if (i == 0) {
                // One packet of the old codec still waits.
                source.send(source.mu);
                source.playout.coding(source.fromA);
            }
            source.send(source.a);
            source.tick();
        }
        assertEquals(0, source.longestGapMs());
        assertEquals(0, source.playout.concealedFrames());
        float[] got = Arrays.copyOfRange(source.out, 800, source.heard);
        assertTrue(new ToneFinder(8000).sinadDb(got, 0, got.length, 440) > 36);
    }

    @Test
    void anotherRateIsFollowed() {
        Source source = new Source();
        source.run(100);
        Coding wide = new Coding(new CodecDouble().newDecoder(), 48_000, 48_000);
        source.playout.coding(wide);
        float[] out = new float[960];
        int speech = 0;
        for (int i = 0; i < 50; i++) {
            byte[] payload = {64, 64, 1};
            long timestamp = 77_000 + i * 960L;
            source.playout.put(wide, 600 + i, timestamp, false, payload, 0, 3, source.now);
            source.now += TICK;
            speech +=
                    source.playout.pull(out, 0, 960, source.now - 7_000_000) == Kind.SPEECH ? 1 : 0;
        }
        assertEquals(50, speech, 2);
        assertEquals(0.5f, out[500]);
    }

    @Test
    void whatIsMissingAtAChangeOfRateIsMadeUpOfWhatWasHeard() {
        Source source = new Source();
        source.run(100);
        source.playout.coding(new Coding(CodecStandIn.g722().newDecoder(), 8000, 16_000));
        float[] out = new float[320];
        Kind kind = Kind.SPEECH;
        for (int i = 0; i < 4 && kind == Kind.SPEECH; i++) {
            source.now += TICK;
            kind = source.playout.pull(out, 0, 320, source.now - 7_000_000);
        }
        assertEquals(Kind.CONCEALED, kind);
        assertEquals(-10, new ToneFinder(16_000).levelDb(out, 0, 320, 440), 3);
    }

    @Test
    void aCodingThatIsGoneIsNotDecodedAnyMore() {
        Source source = new Source();
        source.run(100);
        source.seq++;
        source.timestamp += 160;
        source.send(source.mu);
        source.send(source.mu);
        source.playout.coding(source.fromA);
        source.playout.forget(source.fromMu);
        for (int i = 0; i < 100; i++) {
            source.send(source.a);
            source.tick();
        }
        // One was lost, and two waited behind it.
        assertEquals(3, source.playout.lost());
        assertTrue(source.longestGapMs() <= 60, "" + source.longestGapMs());
    }

    @Test
    void anotherSourceIsHeardAfterAFlush() {
        Source source = new Source();
        source.run(100);
        source.playout.flush();
        source.seq = 9;
        source.timestamp = 3_000_000_000L;
        source.run(100);
        assertTrue(source.longestGapMs() <= 45, "" + source.longestGapMs());
        assertEquals(0, source.playout.lost());
    }

    @Test
    void aSequenceThatBeginsAnewIsHeardSoon() {
        Source source = new Source();
        source.run(100);
        source.seq = 40_000;
        source.timestamp = 3_000_000_000L;
        source.run(100);
        assertTrue(source.longestGapMs() <= 70, "" + source.longestGapMs());
    }

    @Test
    void aTimestampThatJumpsIsFollowed() {
        Source source = new Source();
        source.run(100);
        source.timestamp += 1_000_000;
        source.run(100);
        source.timestamp -= 2_000_000;
        source.run(100);
        assertTrue(source.longestGapMs() <= 70, "" + source.longestGapMs());
        assertEquals(0, source.playout.lost());
    }

    @Test
    void keysAreNoLoss() {
        Source source = new Source();
        source.run(100);
        for (int i = 0; i < 10; i++) {
            source.playout.putNoAudio(source.seq++, source.timestamp, source.now);
            source.tick();
        }
        source.timestamp += 1600;
        source.run(100);
        assertEquals(0, source.playout.lost());
        assertTrue(source.playout.concealedFrames() <= 3);
        assertEquals(180, source.longestGapMs(), 45);
    }

    @Test
    void brokenPayloadsAreBridged() {
        Source source = new Source();
        source.run(100);
        byte[] tooLong = new byte[1400];
        source.playout.put(
                source.fromMu, source.seq++, source.timestamp, false, tooLong, 0, 1400, source.now);
        source.timestamp += 160;
        assertEquals(Kind.CONCEALED, source.tick());
        source.run(10);
        assertTrue(source.longestGapMs() <= 20);
    }

    @Test
    void aStallOfOurOwnIsMadeUpForSoon() {
        Source source = new Source();
        source.run(100);
        for (int i = 0; i < 15; i++) {
            source.send(source.mu);
            source.now += TICK;
        }
        source.run(200);
        assertTrue(source.playout.delayMs() < 50, "delay " + source.playout.delayMs());
        assertEquals(0, source.longestGapMs());
    }

    @Test
    void nothingIsAllocatedOnceItRuns() {
        LossyNetwork<int[]> jitter =
                new LossyNetwork<int[]>(1).loss(0.05).jitter(Duration.ofMillis(50));
        Source source = new Source();
        for (int i = 0; i < 600; i++) {
            jitter.send(new int[] {i}, i * TICK);
        }
        int[] order = new int[600];
        int[] count = new int[1];
        jitter.deliver(Long.MAX_VALUE, (p, at) -> order[count[0]++] = p[0]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < count[0]; i++) {
            if (i == 300) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            source.playout.put(
                    source.fromMu,
                    order[i],
                    order[i] * 160L,
                    false,
                    source.payload,
                    0,
                    160,
                    i * TICK);
            source.heard = 0;
            source.tick();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 600, allocated + " bytes");
    }
}
