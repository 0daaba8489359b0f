package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;

class RunTest {
    private static final String APP = "apps/desk.mjs";
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

    private void script(int version, String body) {
        house.save(
                APP,
                "export const number = '77';\nexport async function run(call) {\n"
                        + body
                        + "\n}\n");
        house.awaitVersion(APP, version);
    }

    private CompletableFuture<Void> drive(FakeControl control) throws Exception {
        Decision decision = house.decide("desk", control.call());
        return assertInstanceOf(Decision.Drive.class, decision)
                .driver()
                .run(control)
                .toCompletableFuture();
    }

    private static FakeControl call() {
        return new FakeControl(TestHouse.fromDevice("1001", "77"));
    }

    private static void ends(CompletableFuture<Void> run) throws Exception {
        assertNull(run.get(10, TimeUnit.SECONDS));
    }

    private static Throwable fails(CompletableFuture<Void> run) {
        return assertThrows(ExecutionException.class, () -> run.get(10, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void stockEchoAnswersAndEchoes() throws Exception {
        Path stock = Path.of("../../scripts/apps");
        house.save("apps/echo.test.mjs", Files.readString(stock.resolve("echo.test.mjs")));
        house.save("apps/echo.mjs", Files.readString(stock.resolve("echo.mjs")));
        house.awaitVersion("apps/echo.mjs", 1);
        assertEquals(50, house.apps.get("echo").rank());
        CallView view = TestHouse.fromDevice("1001", "600");
        FakeControl control = new FakeControl(view);
        Decision.Drive drive = (Decision.Drive) house.decide("echo", view);
        assertEquals("apps/echo.mjs@1", drive.by());
        ends(drive.driver().run(control).toCompletableFuture());
        assertEquals(List.of("answer", "echo PT10M"), control.done);
        assertInstanceOf(
                Decision.NotMine.class, house.decide("echo", TestHouse.fromDevice("1001", "601")));
        CallView sent = TestHouse.sentTo("echo", Map.of());
        assertInstanceOf(Decision.Drive.class, house.decide("echo", sent));
    }

    @Test
    void everyVerbComesOutAsItWasWritten() throws Exception {
        Files.write(folder.resolve("prompts/hello.wav"), new byte[44]);
        script(
                1,
                """
                await call.ring();
                await call.answer();
                const played = await call.play('hello');
                await call.tone({ hz: [425], ms: 200, db: -20 });
                const keys = await call.collect({ max: 4, terminators: '#', timeoutS: 3 });
                await call.pause(1.5);
                const outcome = await call.dial({ ring: ['user:bert'], timeoutS: 10 });
                call.log(played, keys, outcome, call.caller.number, call.user.name);
                if (played && keys === '12' && outcome === 'noAnswer' && call.caller.name === 'Anna')
                  await call.passTo({ room: '8001' });
                """);
        FakeControl control = call();
        ends(drive(control));
        assertEquals(
                List.of(
                        "ring",
                        "answer",
                        "play hello.wav",
                        "tone [Tone[frequenciesHz=[425.0], levelDb=-20.0, durationMs=200]]",
                        "collect 4 # PT3S",
                        "pause PT1.5S",
                        "dial [user:bert]",
                        "passTo JoinRoom[room=8001]"),
                control.done);
    }

    @Test
    void verbsThatMoveWhoIsInTheCall() throws Exception {
        script(
                1,
                """
                await call.hold();
                await call.resume('peer');
                await call.dtmf('12#');
                await call.dtmf('9', 'caller');
                const third = await call.join({ ring: 'user:carl' });
                await call.drop();
                await call.drop('peer');
                if (third === 'busy') await call.transfer('user:carl', { leaves: 'caller' });
                """);
        FakeControl control = call();
        ends(drive(control));
        assertEquals(
                List.of(
                        "hold CALLER",
                        "resume PEER",
                        "press PEER 12#",
                        "press CALLER 9",
                        "join [user:carl]",
                        "drop THIRD",
                        "drop PEER",
                        "transfer user:carl CALLER"),
                control.done);
    }

    /** A verb that would have given the call away did not: it is still the script's. */
    @Test
    void aRefusedTransferIsAnErrorAndTheScriptGoesOn() throws Exception {
        script(
                1,
                """
                try {
                  await call.transfer('103');
                } catch (e) {
                  if (e.code === 'failed' && e.message === 'not now') await call.passTo({ room: '8001' });
                }
                """);
        FakeControl control = call();
        control.hold("transfer").completeExceptionally(new IllegalStateException("not now"));
        ends(drive(control));
        assertEquals(List.of("transfer 103 PEER", "passTo JoinRoom[room=8001]"), control.done);
    }

    @Test
    void wrongArgumentsAreErrorsInTheScript() throws Exception {
        script(
                1,
                """
                const wrong = [
                  () => call.play('../../etc/passwd'), () => call.play('/etc/passwd'), () => call.play('none'),
                  () => call.collect({ max: 0 }), () => call.collect({ terminators: 'x' }),
                  () => call.tone({ hz: 'a' }), () => call.pause(-1), () => call.dial({ room: '1' }),
                  () => call.passTo({ ring: [] }), () => call.hangup('maybe'), () => call.echo({}),
                ];
                let refused = 0;
                for (const f of wrong) await f().catch((e) => { if (e.code === 'badArgument') refused++; });
                await call.hangup(refused === wrong.length ? 'busy' : 'serverError');
                """);
        FakeControl control = call();
        ends(drive(control));
        assertEquals(List.of("hangup BUSY"), control.done);
    }

    @Test
    void callerWhoHangsUpEndsTheRun() throws Exception {
        script(1, "await call.answer(); await call.echo(); await call.hangup('busy');");
        FakeControl control = call();
        CompletableFuture<Object> echo = control.hold("echo");
        CompletableFuture<Void> run = drive(control);
        control.awaitDone("echo PT1H");
        assertEquals(1, house.entry(APP).callsInProgress());
        echo.completeExceptionally(new CallControl.CallGoneException(control.call().id()));
        ends(run);
        assertEquals(List.of("answer", "echo PT1H"), control.done);
        assertEquals(0, house.entry(APP).callsInProgress());
    }

    @Test
    void errorsEndTheRunAndSayWhere() throws Exception {
        script(1, "await call.answer();\nnull.nothing;");
        Throwable error = fails(drive(call()));
        String text = error.getMessage();
        assertTrue(text.contains("apps/desk.mjs@1: apps/desk.mjs:4:1: TypeError"), text);
        script(2, "await new Promise(() => {});");
        assertTrue(fails(drive(call())).getMessage().contains("never comes"));
    }

    @Test
    void runawayEndsItsOwnRunOnly() throws Exception {
        script(
                1,
                """
                await call.answer();
                if (call.caller.number === '666') for (;;);
                if (call.caller.number === '667') for (;;) await 0;
                await call.pause(1);
                await call.hangup();
                """);
        FakeControl good = call();
        CompletableFuture<Object> pause = good.hold("pause");
        CompletableFuture<Void> goodRun = drive(good);
        good.awaitDone("pause PT1S");
        for (String caller : List.of("666", "667")) {
            CallView view = TestHouse.fromDevice("1001", "77");
            CallView bad =
                    new CallView(
                            view.id(),
                            view.startedAt(),
                            new org.patchbay.call.api.Party(caller, ""),
                            view.called(),
                            view.device(),
                            view.user(),
                            view.trunk(),
                            Optional.empty());
            Throwable error = fails(drive(new FakeControl(bad)));
            assertInstanceOf(TimeoutException.class, error, error.getMessage());
        }
        pause.complete(null);
        ends(goodRun);
        assertEquals(List.of("answer", "pause PT1S", "hangup NORMAL"), good.done);
    }

    @Test
    void callInProgressKeepsItsVersion() throws Exception {
        script(1, "await call.answer(); await call.pause(1); await call.hangup('busy');");
        FakeControl first = call();
        CompletableFuture<Object> pause = first.hold("pause");
        CompletableFuture<Void> firstRun = drive(first);
        first.awaitDone("pause PT1S");

        script(2, "await call.hangup('declined');");
        FakeControl second = call();
        ends(drive(second));
        assertEquals(List.of("hangup DECLINED"), second.done);
        assertFalse(firstRun.isDone());
        pause.complete(null);
        ends(firstRun);
        assertEquals("hangup BUSY", first.done.get(2));
    }

    @Test
    void callsWaitWithoutAThreadEach() throws Exception {
        script(1, "await call.answer(); await call.echo(10); await call.hangup();");
        List<FakeControl> calls = new ArrayList<>();
        List<CompletableFuture<Object>> echoes = new ArrayList<>();
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            FakeControl control = call();
            echoes.add(control.hold("echo"));
            calls.add(control);
            runs.add(drive(control));
        }
        for (FakeControl control : calls) {
            control.awaitDone("echo PT10S");
        }
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                                .filter(t -> t.getName().startsWith("script-"))
                                .count()
                        < 30);
        for (CompletableFuture<Object> echo : echoes) {
            echo.complete(null);
        }
        for (CompletableFuture<Void> run : runs) {
            ends(run);
        }
    }

    @Test
    void stoppingGivesScriptsALastWord() throws Exception {
        script(
                1,
                """
                await call.answer();
                try {
                  await call.echo();
                } catch (e) {
                  if (e.code === 'stopping') await call.passTo({ ring: ['user:bert'] });
                }
                """);
        house.save(
                "apps/other.mjs",
                "export async function run(call) { for (;;) try { await call.pause(9) } catch (e) { } }");
        house.awaitVersion("apps/other.mjs", 1);
        FakeControl wise = call();
        wise.hold("echo");
        CompletableFuture<Void> wiseRun = drive(wise);
        wise.awaitDone("echo PT1H");
        FakeControl deaf = new FakeControl(TestHouse.sentTo("other", Map.of()));
        deaf.hold("pause");
        CompletableFuture<Void> deafRun =
                ((Decision.Drive) house.decide("other", deaf.call()))
                        .driver()
                        .run(deaf)
                        .toCompletableFuture();
        deaf.awaitDone("pause PT9S");
        long began = System.nanoTime();
        house.close();
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(5).toNanos());
        ends(wiseRun);
        assertTrue(wise.done.get(2).startsWith("passTo Ring[targets=[user:bert]"), "" + wise.done);
        Throwable gone = fails(deafRun);
        assertInstanceOf(CallControl.AppGoneException.class, gone);
        assertTrue(gone.getMessage().contains("scripting was stopped"));
        assertTrue(house.apps.isEmpty());
    }

    @Test
    void noRunBeginsWhileOthersSayTheirLastWord() throws Exception {
        script(
                1,
                """
                await call.answer();
                try {
                  await call.echo();
                } catch (e) {
                  await call.passTo({ room: '8001' });
                }
                """);
        FakeControl control = call();
        control.hold("echo");
        CompletableFuture<Object> passTo = control.hold("passTo");
        Decision.Drive late = (Decision.Drive) house.decide("desk", call().call());
        CompletableFuture<Void> run = drive(control);
        control.awaitDone("echo PT1H");
        CompletableFuture<Void> closed = CompletableFuture.runAsync(house::close);
        control.awaitDone("passTo JoinRoom[room=8001]");
        FakeControl second = call();
        CompletableFuture<Void> secondRun = late.driver().run(second).toCompletableFuture();
        assertInstanceOf(CallControl.AppGoneException.class, fails(secondRun));
        assertEquals(List.of(), second.done);
        passTo.complete(null);
        ends(run);
        closed.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoDoesNotPassTheCallOnLeavesItToTheHub() throws Exception {
        script(
                1,
                """
                await call.answer();
                try {
                  await call.echo();
                } catch (e) {
                  await call.hangup('busy');
                }
                """);
        FakeControl control = call();
        control.hold("echo");
        CallDriver driver = ((Decision.Drive) house.decide("desk", control.call())).driver();
        CompletableFuture<Void> run = driver.run(control).toCompletableFuture();
        control.awaitDone("echo PT1H");
        house.close();
        assertInstanceOf(CallControl.AppGoneException.class, fails(run));
        assertEquals(List.of("answer", "echo PT1H"), control.done);
        FakeControl late = call();
        CompletableFuture<Void> tooLate = driver.run(late).toCompletableFuture();
        assertInstanceOf(CallControl.AppGoneException.class, fails(tooLate));
        assertEquals(List.of(), late.done);
    }

    @Test
    void aRunWhoseAppIsGoneSaysNothingMore() throws Exception {
        script(1, "try { await call.echo(); } finally { await call.hangup(); }");
        FakeControl control = call();
        CompletableFuture<Object> echo = control.hold("echo");
        CompletableFuture<Void> run = drive(control);
        control.awaitDone("echo PT1H");
        echo.completeExceptionally(new CallControl.AppGoneException("the bundle stops"));
        assertInstanceOf(CallControl.AppGoneException.class, fails(run));
        assertEquals(List.of("echo PT1H"), control.done);
    }
}
