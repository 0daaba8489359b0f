package org.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.scripting.internal.Workshop;
import org.patchbay.scripting.internal.call.Surroundings;

/** From a call to the plan of a routing script, with both thread changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class RouteBench {
    private static final String SCRIPT =
            """
            export function outbound(call, pbx) {
              if (!/^[0-9]{4}$/.test(call.dialled)) return undefined;
              return { ring: ['device:' + call.dialled], strategy: 'all', timeoutS: 25,
                       otherwise: { busy: { reject: 'busy' } } };
            }
            """;

    private final CallView call =
            new CallView(
                    new CallId("bench"),
                    Instant.EPOCH,
                    new Party("1001", "Anna"),
                    "1002",
                    Optional.of("1001"),
                    Optional.of("anna"),
                    Optional.empty(),
                    Optional.empty());
    private Workshop workshop;
    private volatile CallApp app;

    @Setup
    public void open() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("route-bench");
        Path script = Files.createDirectories(folder.resolve("routing")).resolve("bench.mjs");
        Files.writeString(script, SCRIPT);
        CountDownLatch loaded = new CountDownLatch(1);
        Surroundings around = new Surroundings(InstantSource.system(), folder);
        around.events(
                event -> {
                    if (event instanceof HouseEvent.ScriptLoaded) {
                        loaded.countDown();
                    } else if (event instanceof HouseEvent.ScriptRefused refused) {
                        throw new IllegalStateException(refused.reason());
                    }
                });
        workshop =
                new Workshop(
                        new Workshop.Settings(
                                folder, folder.resolve("cache"), Duration.ofSeconds(2), 2),
                        around,
                        shown -> {
                            app = shown;
                            return () -> {};
                        });
        if (!loaded.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the script is not in force");
        }
    }

    @Benchmark
    public Decision route() throws ExecutionException, InterruptedException {
        return app.decide(call).toCompletableFuture().get();
    }

    @TearDown
    public void close() {
        workshop.close();
    }
}
