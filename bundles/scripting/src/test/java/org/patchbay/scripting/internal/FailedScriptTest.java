package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.scripting.internal.TestHouse.fromDevice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.ScriptCatalog.Failure;

/** What the house knows of a script that fails at calls: the last time, told as an event. */
class FailedScriptTest {
    private static final String OFFICE = "routing/office.mjs";
    private static final String DESK = "apps/desk.mjs";
    @TempDir Path folder;
    private TestHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new TestHouse(folder, Duration.ofMillis(300), 1);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void office(int version, String body) {
        house.save(OFFICE, "export function outbound(call) {\n" + body + "\n}\n");
        house.awaitVersion(OFFICE, version);
    }

    private void askInVain() {
        assertThrows(
                ExecutionException.class, () -> house.decide("office", fromDevice("1001", "1")));
    }

    private void desk(int version, String body) {
        house.save(DESK, "export async function run(call) {\n" + body + "\n}\n");
        house.awaitVersion(DESK, version);
    }

    private CompletableFuture<Void> drive(FakeControl control) throws Exception {
        Decision decision = house.decide("desk", control.call());
        return assertInstanceOf(Decision.Drive.class, decision)
                .driver()
                .run(control)
                .toCompletableFuture();
    }

    private static FakeControl call() {
        return new FakeControl(TestHouse.sentTo("desk", Map.of()));
    }

    private static Throwable fails(CompletableFuture<Void> run) {
        return assertThrows(ExecutionException.class, () -> run.get(10, TimeUnit.SECONDS))
                .getCause();
    }

    private Failure failure(String path) {
        return house.entry(path).failure().orElseThrow();
    }

    private List<HouseEvent> told() {
        return house.events.stream().filter(HouseEvent.ScriptFailed.class::isInstance).toList();
    }

    @Test
    void aRoutingScriptThatThrowsIsShownAndTold() {
        office(1, "  return call.trunk.name;");
        assertEquals(Optional.empty(), house.entry(OFFICE).failure());
        askInVain();
        Failure last = failure(OFFICE);
        assertTrue(last.text().startsWith("routing/office.mjs:2:"), last.text());
        assertTrue(last.text().contains("TypeError"), last.text());
        assertEquals(1, last.version());
        assertEquals(1, last.failures());
        assertTrue(house.entry(OFFICE).failsInForce());
        assertEquals(List.of(new HouseEvent.ScriptFailed(OFFICE, 1, last.text(), 1)), told());
        assertEquals(Optional.empty(), house.entry(OFFICE).refusal());
    }

    @Test
    void whatAnAsynchronousOneThrowsHasItsPlaceToo() {
        house.save(
                OFFICE,
                "export async function outbound(call) {\n  await 0;\n  throw new Error('no way');\n}");
        house.awaitVersion(OFFICE, 1);
        askInVain();
        assertTrue(
                failure(OFFICE).text().matches("routing/office\\.mjs:3(:\\d+)?: Error: no way"),
                failure(OFFICE).text());
    }

    @Test
    void aPlanThatIsNoneAndARunawayAreFailures() {
        office(1, "  return { ring: ['foo'] };");
        askInVain();
        assertTrue(
                failure(OFFICE).text().startsWith("routing/office.mjs: plan.ring[0]: 'foo'"),
                failure(OFFICE).text());
        office(2, "  for (;;);");
        askInVain();
        assertEquals(2, failure(OFFICE).version());
        assertTrue(failure(OFFICE).text().contains("300 ms"), failure(OFFICE).text());
        office(3, "  return new Promise(() => {});");
        askInVain();
        assertTrue(failure(OFFICE).text().contains("never comes"), failure(OFFICE).text());
        assertEquals(3, told().size());
    }

    @Test
    void itStaysWithItsVersionWhenAnotherOneDecides() throws Exception {
        office(1, "  return call.trunk.name;");
        askInVain();
        Failure first = failure(OFFICE);
        office(2, "  return { room: '1' };");
        house.plan("office", fromDevice("1001", "1"));
        assertEquals(first, failure(OFFICE));
        assertFalse(house.entry(OFFICE).failsInForce());
    }

    @Test
    void whatIsRemovedIsForgotten() throws Exception {
        office(1, "  return call.trunk.name;");
        askInVain();
        house.remove(OFFICE);
        house.await(HouseEvent.ScriptRemoved.class, e -> e.script().equals(OFFICE));
        office(2, "  return { room: '1' };");
        assertEquals(Optional.empty(), house.entry(OFFICE).failure());
    }

    @Test
    void anAppThatThrowsIsShownAndTold() throws Exception {
        desk(1, "  await call.answer();\n  null.nothing;");
        Throwable error = fails(drive(call()));
        Failure last = failure(DESK);
        assertTrue(last.text().startsWith("apps/desk.mjs:3"), last.text());
        assertTrue(last.text().contains(": TypeError"), last.text());
        assertTrue(error.getMessage().endsWith(last.text()), error.getMessage());
        assertEquals(List.of(new HouseEvent.ScriptFailed(DESK, 1, last.text(), 1)), told());
        desk(2, "  for (;;);");
        fails(drive(call()));
        assertTrue(failure(DESK).text().contains("300 ms"), failure(DESK).text());
        assertEquals(2, failure(DESK).version());
    }

    @Test
    void aCallThatIsGoneIsNoFailure() throws Exception {
        desk(1, "  await call.echo();");
        FakeControl control = call();
        CompletableFuture<Object> echo = control.hold("echo");
        CompletableFuture<Void> run = drive(control);
        control.awaitDone("echo PT1H");
        echo.completeExceptionally(new CallControl.CallGoneException(control.call().id()));
        run.get(10, TimeUnit.SECONDS);
        assertEquals(Optional.empty(), house.entry(DESK).failure());
    }

    @Test
    void aRunThatFailsAfterItsScriptWentIsTheLogsAlone() throws Exception {
        desk(1, "  await call.echo();\n  throw new Error('late');");
        FakeControl control = call();
        CompletableFuture<Object> echo = control.hold("echo");
        CompletableFuture<Void> run = drive(control);
        control.awaitDone("echo PT1H");
        house.remove(DESK);
        house.await(HouseEvent.ScriptRemoved.class, e -> e.script().equals(DESK));
        echo.complete(null);
        assertTrue(fails(run).getMessage().contains("late"));
        assertEquals(List.of(), told());
    }

    @Test
    void whoIsStoppedWithTheHouseHasNotFailed() throws Exception {
        desk(1, "  await call.echo();");
        FakeControl control = call();
        control.hold("echo");
        CompletableFuture<Void> run = drive(control);
        control.awaitDone("echo PT1H");
        house.close();
        assertInstanceOf(CallControl.AppGoneException.class, fails(run));
        assertEquals(List.of(), told());
    }
}
