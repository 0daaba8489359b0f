package org.patchbay.bench;

import java.util.List;
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
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;

/** What a session description costs: to read, to write, to answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SdpBench {
    private final LocalAudio local =
            new LocalAudio(
                    "192.0.2.1",
                    20000,
                    List.of(
                            new AudioFormat(96, "opus", 48000, 2, "minptime=10;useinbandfec=1"),
                            AudioFormat.of(9, "G722", 8000),
                            AudioFormat.of(8, "PCMA", 8000),
                            AudioFormat.of(0, "PCMU", 8000),
                            new AudioFormat(101, "telephone-event", 8000, 1, "0-16")),
                    Direction.SENDRECV,
                    20,
                    1,
                    1);
    private final SessionDescription offer = OfferAnswer.offer(local);
    private final String text = offer.print();

    @Benchmark
    public SessionDescription parse() {
        return SessionDescription.parse(text);
    }

    @Benchmark
    public String print() {
        return offer.print();
    }

    @Benchmark
    public OfferAnswer.Answer answer() {
        return OfferAnswer.answer(offer, local);
    }
}
