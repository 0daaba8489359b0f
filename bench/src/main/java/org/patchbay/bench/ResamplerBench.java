package org.patchbay.bench;

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
import org.patchbay.media.internal.resample.Resampler;

/** What it costs to bring 20 ms from one rate to another. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResamplerBench {
    @Param({"8000-48000", "48000-8000", "8000-16000", "16000-8000"})
    public String rates;

    private Resampler resampler;
    private float[] in;
    private int samples;
    private final float[] out = new float[2048];

    @Setup
    public void prepare() {
        String[] pair = rates.split("-");
        int from = Integer.parseInt(pair[0]);
        resampler = new Resampler(from, Integer.parseInt(pair[1]));
        in = Voice.second(from);
        samples = from / 50;
    }

    @Benchmark
    public int frame() {
        return resampler.process(in, 0, samples, out, 0);
    }
}
