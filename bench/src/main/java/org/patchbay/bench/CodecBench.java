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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbay.codec.g722.internal.G722CodecFactory;
import org.patchbay.codec.opus.internal.OpusForBench;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.g711.Pcmu;

/** What 20 ms of audio cost in each codec. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBench {
    @Param({"PCMU", "G722", "opus"})
    public String codec;

    private AudioEncoder encoder;
    private AudioDecoder decoder;
    private float[] audio;
    private int samples;
    private int at;
    private byte[] payload;
    private int length;
    private final byte[] out = new byte[1500];
    private final float[] heard = new float[5760];

    @Setup
    public void prepare() {
        CodecFactory factory = factory(codec);
        encoder = factory.newEncoder("");
        decoder = factory.newDecoder();
        samples = factory.audioRateHz() / 50;
        audio = Voice.second(factory.audioRateHz());
        payload = new byte[1500];
        length = encoder.encode(audio, 0, samples, payload, 0);
    }

    static CodecFactory factory(String name) {
        switch (name) {
            case "PCMU":
                return new Pcmu();
            case "G722":
                return new G722CodecFactory();
            default:
                return OpusForBench.factory(5);
        }
    }

    @TearDown
    public void close() {
        encoder.close();
        decoder.close();
    }

    @Benchmark
    public int encode() {
        at = at + 2 * samples > audio.length ? 0 : at + samples;
        return encoder.encode(audio, at, samples, out, 0);
    }

    @Benchmark
    public int decode() {
        return decoder.decode(payload, 0, length, heard, 0);
    }
}
