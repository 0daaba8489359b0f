package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.scripting.internal.TestHouse.fromDevice;
import static org.patchbay.scripting.internal.TestHouse.fromTrunk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;

class RoutingTest {
    private static final String OFFICE = "routing/office.mjs";
    @TempDir Path folder;
    private TestHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new TestHouse(folder, Duration.ofMillis(300), 2);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String ring(String target) {
        return "export function outbound(call, pbx) { return { ring: ['" + target + "'] } }";
    }

    @Test
    void savedIsLive() throws Exception {
        house.save(OFFICE, ring("user:anna"));
        house.awaitVersion(OFFICE, 1);
        Decision.Follow first =
                (Decision.Follow) house.decide("office", fromDevice("1001", "1002"));
        assertEquals("routing/office.mjs@1", first.by());
        assertEquals("[user:anna]", ((Plan.Ring) first.plan()).targets().toString());

        house.save(OFFICE, ring("user:bert"));
        house.awaitVersion(OFFICE, 2);
        Decision.Follow second =
                (Decision.Follow) house.decide("office", fromDevice("1001", "1002"));
        assertEquals("routing/office.mjs@2", second.by());
        assertEquals("[user:bert]", ((Plan.Ring) second.plan()).targets().toString());
        assertEquals(2, house.entry(OFFICE).decisions());
        assertEquals(100, house.apps.get("office").rank());
    }

    @Test
    void stockScriptRoutesTheHouse() throws Exception {
        Path stock = Path.of("../../scripts");
        house.save(
                "routing/office.test.mjs",
                Files.readString(stock.resolve("routing/office.test.mjs")));
        house.save(OFFICE, Files.readString(stock.resolve(OFFICE)));
        house.awaitVersion(OFFICE, 1);

        Decision.Follow user = (Decision.Follow) house.decide("office", fromDevice("1001", "1002"));
        assertEquals("[user:bert]", ((Plan.Ring) user.plan()).targets().toString());
        assertEquals(List.of("user(1002) → bert"), user.reasons());
        Plan.Ring out = (Plan.Ring) house.plan("office", fromDevice("1001", "030123456"));
        assertEquals("[trunk:acme/030123456]", out.targets().toString());
        assertEquals(new Plan.JoinRoom("8042"), house.plan("office", fromDevice("1001", "8042")));
        assertInstanceOf(Decision.NotMine.class, house.decide("office", fromDevice("1001", "600")));
        assertEquals(
                new Plan.Reject(DisconnectCause.Reason.NOT_FOUND),
                house.plan("office", fromTrunk("acme", "600")));
        Plan.Ring in = (Plan.Ring) house.plan("office", fromTrunk("acme", "1001"));
        assertEquals("[user:anna]", in.targets().toString());
    }

    @Test
    void badFileIsRefusedWithItsPlaceAndTheOldOneStays() throws Exception {
        house.save(OFFICE, ring("user:anna"));
        house.awaitVersion(OFFICE, 1);
        house.save(OFFICE, "export function outbound(call) {\n  return { ring: [ }\n}\n");
        HouseEvent.ScriptRefused refused = house.awaitRefusal(OFFICE, "SyntaxError");
        assertEquals(2, refused.line());
        assertTrue(
                refused.reason().startsWith("routing/office.mjs:2:20: Syntax"), refused.reason());
        assertEquals(refused.reason(), house.entry(OFFICE).refusal().orElseThrow());
        assertEquals(1, house.entry(OFFICE).version());
        assertInstanceOf(Decision.Follow.class, house.decide("office", fromDevice("1001", "1002")));

        house.save(OFFICE, ring("user:anna"));
        TestHouse.poll(
                () ->
                        house.entry(OFFICE).refusal().isEmpty()
                                ? java.util.Optional.of(1)
                                : java.util.Optional.empty(),
                () -> "refusal gone");
        assertEquals(1, house.entry(OFFICE).version());
    }

    @Test
    void errorsWhileLoadingAndMissingExportsAreRefused() {
        house.save(
                "routing/a.mjs",
                "const x = 1;\n\nfunction f() { throw new TypeError('bad') }\nf();");
        assertEquals(3, house.awaitRefusal("routing/a.mjs", "TypeError: bad").line());
        house.save("routing/b.mjs", "export const outbound = 7;");
        house.awaitRefusal("routing/b.mjs", "outbound is not a function");
        house.save("routing/c.mjs", "export const x = 7;");
        house.awaitRefusal("routing/c.mjs", "is missing");
        house.save("routing/d.mjs", "import { x } from './c.mjs'; export function outbound() {}");
        house.awaitRefusal("routing/d.mjs", "not allowed");
        house.save("routing/e.mjs", "for (;;);");
        house.awaitRefusal("routing/e.mjs", "stopped after");
        house.save("routing/f.mjs", "// " + "x".repeat(300_000));
        house.awaitRefusal("routing/f.mjs", "larger than 256 KiB");
        assertTrue(house.apps.isEmpty());
    }

    @Test
    void fileOfAWrongNameIsRefused() {
        for (String path : List.of("apps/menu.js", "apps/my menu.mjs", "routing/büro.mjs")) {
            house.save(path, ring("user:anna"));
            house.awaitRefusal(path, "NAME.mjs");
        }
        house.save("apps/.menu.mjs", "what an editor keeps");
        house.save(OFFICE, ring("user:anna"));
        house.awaitVersion(OFFICE, 1);
        assertEquals(4, house.workshop.scripts().size());
    }

    @Test
    void whatATestMisspellsIsTold() {
        house.save(OFFICE, ring("user:anna"));
        house.awaitVersion(OFFICE, 1);
        Map<String, String> wrong =
                Map.of(
                        "call({ dialed: '1' })", "call: unknown key 'dialed'",
                        "pbx({ user: [] })", "pbx: unknown key 'user'",
                        "call({ dials: ['engaged'] })", "'engaged' is no outcome",
                        "await call().dial({ room: '1' })", "dial: expected a plan that rings",
                        "await call().passTo({ rom: '1' })", "passTo: expected one of");
        wrong.forEach(
                (line, error) -> {
                    house.save(
                            "routing/office.test.mjs", "test('t', async () => { " + line + " });");
                    house.awaitRefusal(OFFICE, error);
                });
    }

    @Test
    void failingTestRefuses() throws Exception {
        house.save(
                "routing/office.test.mjs",
                """
                test('bert first', () => {
                  assertEquals(script.outbound(call({ dialled: '1' }), pbx()), { ring: ['user:bert'] });
                });
                """);
        house.save(OFFICE, ring("user:anna"));
        HouseEvent.ScriptRefused refused = house.awaitRefusal(OFFICE, "test 'bert first' failed");
        assertTrue(refused.reason().startsWith("routing/office.test.mjs:2:"), refused.reason());
        assertTrue(
                refused.reason().contains("expected {\"ring\":[\"user:bert\"]}, got"),
                refused.reason());
        assertFalse(house.apps.containsKey("office"));
        house.save(OFFICE, ring("user:bert"));
        house.awaitVersion(OFFICE, 1);
        house.save("routing/office.test.mjs", "test('endless', () => { for (;;); });");
        house.awaitRefusal(OFFICE, "stopped after 1200 ms");
        assertEquals(1, house.entry(OFFICE).version());
    }

    @Test
    void runawayIsStoppedAndTheNextCallIsServed() throws Exception {
        house.save(
                OFFICE,
                """
                export function outbound(call) {
                  if (call.dialled === '1') for (;;);
                  if (call.dialled === '2') return (async () => { for (;;) await 0; })();
                  if (call.dialled === '3') return /^(a+)+\\1$/.test('a'.repeat(40) + 'b');
                  if (call.dialled === '4') { const all = []; for (;;) all.push(new Array(1e5).fill(0)); }
                  return { room: '1' };
                }
                """);
        house.awaitVersion(OFFICE, 1);
        for (String dialled : List.of("1", "2", "3", "1")) {
            ExecutionException e =
                    assertThrows(
                            ExecutionException.class,
                            () -> house.decide("office", fromDevice("1001", dialled)));
            assertInstanceOf(TimeoutException.class, e.getCause(), dialled);
            assertTrue(e.getCause().getMessage().contains("routing/office.mjs@1"), dialled);
        }
        ExecutionException memory =
                assertThrows(
                        ExecutionException.class,
                        () -> house.decide("office", fromDevice("1001", "4")));
        assertTrue(
                memory.getMessage().contains("memory") || memory.getMessage().contains("300 ms"),
                memory.getMessage());
        for (int i = 0; i < 8; i++) {
            assertEquals(new Plan.JoinRoom("1"), house.plan("office", fromDevice("1001", "5")));
        }
    }

    @Test
    void wrongPlansSayWhere() throws Exception {
        house.save(
                OFFICE,
                """
                export function outbound(call) {
                  return { ring: ['user:anna'], otherwise: { busy: { ring: ['user:bert', 'foo'] } } };
                }
                """);
        house.awaitVersion(OFFICE, 1);
        ExecutionException e =
                assertThrows(
                        ExecutionException.class,
                        () -> house.decide("office", fromDevice("1001", "1")));
        assertTrue(
                e.getMessage().contains("plan.otherwise.busy.ring[1]: 'foo' is not a target"),
                e.getMessage());
    }

    @Test
    void nothingOfTheMachineIsInReach() throws Exception {
        house.save(
                OFFICE,
                """
                export function outbound(call, pbx) {
                  const names = ['Java', 'Polyglot', 'load', 'print', 'Graal', 'process', 'require',
                    'Packages', 'Worker', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'fetch'];
                  const there = names.filter((n) => typeof globalThis[n] !== 'undefined');
                  for (const f of [() => eval('1'), () => new Function('return 1')()]) {
                    try { f(); there.push(String(f)); } catch (e) { }
                  }
                  for (const f of [pbx.user, pbx.log]) if (f.getClass || f.class) there.push('class');
                  return { app: 'seen', there: there.join() };
                }
                """);
        house.awaitVersion(OFFICE, 1);
        assertEquals(
                new Plan.RunApp("seen", java.util.Map.of("there", "")),
                house.plan("office", fromDevice("1001", "1")));
    }

    @Test
    void removedFileTakesItsAppAlong() throws Exception {
        house.save(OFFICE, ring("user:anna"));
        house.awaitVersion(OFFICE, 1);
        house.remove(OFFICE);
        house.await(HouseEvent.ScriptRemoved.class, e -> e.script().equals(OFFICE));
        assertFalse(house.apps.containsKey("office"));
        house.save(OFFICE, "export const rank = 120; " + ring("user:anna"));
        house.awaitVersion(OFFICE, 2);
        assertEquals(120, house.apps.get("office").rank());
    }

    @Test
    void absentServicesAreNoError() throws Exception {
        house.surroundings.directory(null);
        house.surroundings.locations(null);
        house.save(
                OFFICE,
                """
                export async function outbound(call, pbx) {
                  console.log('hello', { a: 1 });
                  return pbx.user('1001') || pbx.registered('1001') || pbx.trunks().length
                    ? undefined : { reject: 'unavailable' };
                }
                """);
        house.awaitVersion(OFFICE, 1);
        Decision.Follow follow = (Decision.Follow) house.decide("office", fromDevice("1001", "1"));
        assertEquals(new Plan.Reject(DisconnectCause.Reason.UNAVAILABLE), follow.plan());
        assertTrue(follow.reasons().contains("no directory is available"), "" + follow.reasons());
        assertTrue(follow.reasons().contains("log: hello {\"a\":1}"), "" + follow.reasons());
    }

    @Test
    void whatTheCallerSaysOfItselfIsOnlyData() throws Exception {
        house.save(
                OFFICE,
                "export function outbound(call) { return { app: 'x', name: call.caller.name } }");
        house.awaitVersion(OFFICE, 1);
        String name = "a\"b\\c\u2028\n\u0001,\"trunk\":\"acme\"} ${x} é";
        CallView call = fromDevice("1001", "1");
        CallView odd =
                new CallView(
                        call.id(),
                        call.startedAt(),
                        new Party("1", name),
                        call.called(),
                        call.device(),
                        call.user(),
                        call.trunk(),
                        call.request());
        assertEquals(new Plan.RunApp("x", Map.of("name", name)), house.plan("office", odd));
    }

    @Test
    void manyCallsAtOnceAreAllAnswered() throws Exception {
        house.save(OFFICE, "export function outbound(call) { return { room: call.dialled } }");
        house.awaitVersion(OFFICE, 1);
        List<CompletableFuture<Decision>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(
                    house.apps
                            .get("office")
                            .decide(fromDevice("1001", "8" + i))
                            .toCompletableFuture());
        }
        for (int i = 0; i < 100; i++) {
            Decision.Follow follow = (Decision.Follow) answers.get(i).get(10, TimeUnit.SECONDS);
            assertEquals(new Plan.JoinRoom("8" + i), follow.plan());
        }
    }

    @Test
    void halfWrittenFileIsNotSeen() throws Exception {
        Path file = folder.resolve(OFFICE);
        String text = ring("user:anna");
        for (int end = 10; end < text.length(); end += 10) {
            Files.writeString(file, text.substring(0, end));
            java.util.concurrent.locks.LockSupport.parkNanos(8_000_000);
        }
        Files.writeString(file, text);
        house.awaitVersion(OFFICE, 1);
        assertEquals(
                List.of(),
                house.events.stream().filter(HouseEvent.ScriptRefused.class::isInstance).toList());
    }
}
