package org.patchbay.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.playout.Coding;
import org.patchbay.media.internal.playout.Playout;

/**
 * What one packet costs from its arrival to 20 ms of audio: jitter buffer, G.711 decoder, time
 * keeping.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlayoutBench {
    private static final int SAMPLES = 160;

    private final Coding coding = new Coding(new Pcmu().newDecoder(), 8000, 8000);
    private final Playout playout = new Playout(coding.decoder(), 8000, 8000);
    private final byte[] payload = new byte[SAMPLES];
    private final float[] out = new float[SAMPLES];
    private int seq;
    private long timestamp;
    private long nowNanos;

    @Benchmark
    public Playout.Kind packetInFrameOut() {
        nowNanos += 20_000_000;
        seq = seq + 1 & 0xFFFF;
        timestamp = timestamp + SAMPLES & 0xFFFF_FFFFL;
        playout.put(coding, seq, timestamp, false, payload, 0, SAMPLES, nowNanos);
        return playout.pull(out, 0, SAMPLES, nowNanos + 1_000_000);
    }
}
