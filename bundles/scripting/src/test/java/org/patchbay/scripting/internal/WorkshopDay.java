package org.patchbay.scripting.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.patchbay.call.api.Decision;

/** Uses everything that could hold on to a class loader; run in a loader of its own. */
public final class WorkshopDay implements Consumer<Path> {
    @Override
    public void accept(Path folder) {
        try (TestHouse house = new TestHouse(folder, Duration.ofSeconds(2), 2)) {
            house.save(
                    "routing/office.mjs",
                    """
                    export function outbound(call, pbx) {
                      if (call.dialled === '1') for (;;);
                      const text = new Date().toISOString() + (12).toLocaleString('de')
                        + /a(b+)/.exec('abb')[1] + 'é'.normalize('NFD');
                      pbx.log(text);
                      return { ring: ['user:' + pbx.user('1001').id] };
                    }
                    """);
            house.awaitVersion("routing/office.mjs", 1);
            house.decide("office", TestHouse.fromDevice("1001", "1002"));
            stopARunaway(house);
            drive(house);
            house.save("routing/office.mjs", "export function outbound() {");
            house.awaitRefusal("routing/office.mjs", "SyntaxError");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e.toString());
        }
    }

    private static void stopARunaway(TestHouse house) throws Exception {
        try {
            house.decide("office", TestHouse.fromDevice("1001", "1"));
            throw new AssertionError("a runaway came to an end");
        } catch (ExecutionException e) {
            // As it must be.
        }
    }

    /** One run that ends, and one that still waits when the house closes. */
    private static void drive(TestHouse house) throws Exception {
        house.save(
                "apps/echo.mjs",
                "export async function run(c) { await c.answer(); await c.echo(9); }");
        house.awaitVersion("apps/echo.mjs", 1);
        for (boolean waits : new boolean[] {false, true}) {
            FakeControl control = new FakeControl(TestHouse.sentTo("echo", Map.of()));
            if (waits) {
                control.hold("echo");
            }
            Decision.Drive drive = (Decision.Drive) house.decide("echo", control.call());
            CompletableFuture<Void> run = drive.driver().run(control).toCompletableFuture();
            if (waits) {
                control.awaitDone("echo PT9S");
            } else {
                run.get(10, TimeUnit.SECONDS);
            }
        }
    }
}
