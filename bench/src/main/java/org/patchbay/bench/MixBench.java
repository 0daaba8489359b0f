package org.patchbay.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.mix.Member;

/** What one tick of a mix costs, of members that all talk, without codecs and sockets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MixBench {
    @Param({"2", "10", "50"})
    public int members;

    /** Of every other member; the rest has 8 kHz. */
    @Param({"8000", "48000"})
    public int rateHz;

    private long now = 5_000_000_000L;
    private long tick;
    private HubMix mix;

    @Setup
    public void sit() {
        MediaLoop loop = MediaLoop.driven("media-0", () -> now);
        mix = new HubMix("m", loop, () -> {});
        for (int i = 0; i < members; i++) {
            mix.join(new Talker("v" + i, loop, i % 2 == 0 ? rateHz : 8000));
        }
        loop.turn();
    }

    @Benchmark
    public long tick() {
        now += 20_000_000;
        mix.tick(tick++, now);
        return tick;
    }

    private static final class Talker extends Member {
        private final int rateHz;
        private final float[] frame;

        Talker(String name, MediaLoop home, int rateHz) {
            super(name, home);
            this.rateHz = rateHz;
            this.frame = Arrays.copyOf(Voice.second(rateHz), rateHz / 50);
        }

        @Override
        protected int neededRateHz() {
            return rateHz;
        }

        @Override
        protected int sourceRateHz(int mixRateHz) {
            return rateHz;
        }

        @Override
        protected int sinkRateHz(int mixRateHz) {
            return rateHz;
        }

        @Override
        protected boolean pull(float[] out, int count, int rate, long nowNanos) {
            System.arraycopy(frame, 0, out, 0, count);
            return true;
        }

        @Override
        protected boolean hears() {
            return true;
        }

        @Override
        protected void push(float[] in, int count, int rate, long at, long nowNanos) {}
    }
}
