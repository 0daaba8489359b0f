package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallControl.DialOutcome;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

class AppCallTest {
    private final SimHouse sim = new SimHouse();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    private record App(String name, int rank, Function<CallView, CompletionStage<Decision>> code)
            implements CallApp {
        @Override
        public CompletionStage<Decision> decide(CallView call) {
            return code.apply(call);
        }
    }

    private CallApp app(String name, int rank, Function<CallView, Decision> code) {
        App app =
                new App(
                        name,
                        rank,
                        call -> {
                            asked.add(name);
                            return CompletableFuture.completedFuture(code.apply(call));
                        });
        sim.parts.add(app, "test");
        return app;
    }

    private static Decision follow(Plan plan) {
        return new Decision.Follow(plan, "test@1", List.of("because"));
    }

    private static Plan ring(String target) {
        return Plan.Ring.all(List.of(Target.parse(target)), Duration.ofSeconds(20));
    }

    private FakeLeg drive(CallDriver driver) {
        app("driver", 0, call -> new Decision.Drive(driver, "driver@1"));
        return sim.call("1001", "600");
    }

    private CallSnapshot only() {
        return sim.log.snapshot().calls().get(0);
    }

    @Test
    void appsAreAskedByRankAndThenByName() {
        app("c", 1, call -> new Decision.NotMine());
        app("b", 1, call -> new Decision.NotMine());
        app("a", 0, call -> follow(ring("device:1005")));
        app("z", 0, call -> follow(new Plan.Reject(Reason.BUSY)));
        sim.call("1001", "102");
        assertEquals(List.of("b", "c", "a"), asked);
        assertEquals("test@1", only().decidedBy());
        assertEquals(List.of("because"), only().reasons());
        assertEquals(1, sim.devices.legs().size());
    }

    @Test
    void anAppThatThrowsIsPassedOver() {
        app(
                "bad",
                9,
                call -> {
                    throw new IllegalStateException("bad");
                });
        sim.call("1001", "102");
        assertEquals("default route", only().decidedBy());
        FakeLeg unknown = sim.call("1003", "999");
        assertEquals(500, unknown.cause().get().sipCode());
    }

    @Test
    void anAppThatNeverDecidesIsPassedOver() {
        sim.parts.add(new App("slow", 9, call -> new CompletableFuture<>()), "test");
        sim.call("1001", "102");
        assertEquals(List.of(), sim.devices.legs());
        sim.advance(Duration.ofSeconds(3));
        assertEquals(1, sim.devices.legs().size());
    }

    @Test
    void manyThatNeverDecideTakeNoLongerThanTheWhole() {
        for (int i = 0; i < 9; i++) {
            sim.parts.add(new App("slow" + i, 9, call -> new CompletableFuture<>()), "test");
        }
        FakeLeg caller = sim.call("1001", "999");
        for (int i = 0; i < 3; i++) {
            assertFalse(caller.ended());
            sim.advance(Duration.ofSeconds(3));
        }
        assertEquals(500, caller.cause().get().sipCode());
    }

    @Test
    void aLateDecisionIsNotHeard() {
        CompletableFuture<Decision> late = new CompletableFuture<>();
        sim.parts.add(new App("slow", 9, call -> late), "test");
        sim.call("1001", "102");
        sim.advance(Duration.ofSeconds(3));
        sim.then(() -> late.complete(follow(new Plan.Reject(Reason.BUSY))));
        assertEquals("RINGING", only().state());
    }

    @Test
    void otherwiseFollowsTheOutcome() {
        Plan.Ring plan =
                new Plan.Ring(
                        List.of(Target.parse("device:1002")),
                        Plan.Strategy.ALL,
                        Duration.ofSeconds(5),
                        Map.of(
                                Plan.Outcome.BUSY,
                                ring("device:1003"),
                                Plan.Outcome.NO_ANSWER,
                                new Plan.RunApp("box", Map.of("to", "x"))),
                        Optional.empty());
        app("plan", 1, call -> call.request().isPresent() ? null : follow(plan));
        List<CallView> boxed = new ArrayList<>();
        app(
                "box",
                -1,
                call -> {
                    boxed.add(call);
                    return follow(new Plan.Reject(Reason.DECLINED));
                });
        sim.call("1001", "x");
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        assertEquals(1, sim.devices.legs().stream().filter(l -> !l.ended()).count());
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", only().state());

        FakeLeg second = sim.call("1004", "x");
        sim.advance(Duration.ofSeconds(5));
        assertEquals("x", boxed.get(0).request().get().arguments().get("to"));
        assertEquals(Reason.DECLINED, second.cause().get().reason());
    }

    @Test
    void anAppThatIsNotInstalledIsNamed() {
        app("plan", 1, call -> follow(new Plan.RunApp("voicemail", Map.of())));
        FakeLeg caller = sim.call("1001", "x");
        assertEquals(Reason.UNAVAILABLE, caller.cause().get().reason());
        assertTrue(caller.cause().get().text().contains("voicemail"));
    }

    @Test
    void aLoopOfPlansEnds() {
        app("loop", 1, call -> follow(new Plan.RunApp("loop", Map.of())));
        FakeLeg caller = sim.call("1001", "x");
        assertEquals(Reason.LOOP, caller.cause().get().reason());
        assertTrue(asked.size() <= 17);
    }

    @Test
    void aCallThatTalksHoldsNoAppAnyMore() throws Exception {
        CallApp first = app("twice", 1, call -> follow(ring("device:1002")));
        WeakReference<CallApp> gone = new WeakReference<>(first);
        sim.call("1001", "x");
        sim.then(sim.leg("1002")::accept);
        sim.parts.remove(first);
        first = null;
        org.patchbay.testkit.Eventually.holds(
                () -> {
                    System.gc();
                    assertEquals(null, gone.get());
                });
        assertEquals("TALKING", only().state());
    }

    @Test
    void aDriverAnswersPlaysCollectsAndHangsUp() {
        List<Object> results = new ArrayList<>();
        FakeLeg caller =
                drive(
                        call ->
                                call.answer()
                                        .thenCompose(x -> call.play(Path.of("welcome.wav")))
                                        .thenCompose(
                                                whole -> {
                                                    results.add(whole);
                                                    return call.collect(
                                                            4, "#", Duration.ofSeconds(5));
                                                })
                                        .thenAccept(results::add));
        assertEquals("IN_APP", only().state());
        assertEquals(List.of("answer"), caller.told());
        FakeMedia.FakePlayer player = sim.media.players().get(0);
        assertEquals("welcome.wav", player.what());
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        sim.then(player::finish);
        sim.then(() -> caller.press('1', 100));
        sim.then(() -> caller.press('2', 100));
        assertEquals(List.of(true), results);
        sim.then(() -> caller.press('#', 100));
        assertEquals(List.of(true, "12"), results);
        assertEquals(List.of("answer", "hangup NORMAL"), caller.told());
    }

    @Test
    void keysRunOutOfTimeOrAreTypedAhead() {
        List<String> keys = new ArrayList<>();
        FakeLeg caller =
                drive(
                        call ->
                                call.answer()
                                        .thenCompose(x -> call.pause(Duration.ofSeconds(1)))
                                        .thenCompose(
                                                x -> call.collect(2, "", Duration.ofSeconds(3)))
                                        .thenAccept(keys::add)
                                        .thenCompose(
                                                x -> call.collect(2, "", Duration.ofSeconds(3)))
                                        .thenAccept(keys::add));
        sim.then(() -> caller.press('7', 100));
        sim.then(() -> caller.press('8', 100));
        sim.then(() -> caller.press('9', 100));
        sim.advance(Duration.ofSeconds(1));
        assertEquals(List.of("78"), keys);
        sim.advance(Duration.ofSeconds(3));
        assertEquals(List.of("78", "9"), keys);
    }

    @Test
    void echoLastsUntilTheCallerLeaves() {
        FakeLeg caller =
                drive(call -> call.answer().thenCompose(x -> call.echo(Duration.ofMinutes(1))));
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        sim.then(() -> caller.end(Reason.NORMAL));
        assertEquals(0, sim.house.callsUp());
        FakeLeg again = sim.call("1002", "600");
        sim.advance(Duration.ofMinutes(1));
        assertTrue(again.ended());
        assertEquals(Reason.NORMAL, again.cause().get().reason());
    }

    @Test
    void aVerbFailsOnceTheCallerIsGone() {
        List<Throwable> errors = new ArrayList<>();
        CallControl[] kept = new CallControl[1];
        FakeLeg caller =
                drive(
                        call -> {
                            kept[0] = call;
                            return call.pause(Duration.ofMinutes(1))
                                    .whenComplete((x, error) -> errors.add(error));
                        });
        sim.then(() -> caller.end(Reason.CANCELLED));
        assertTrue(
                errors.get(0) instanceof CallControl.CallGoneException
                        || errors.get(0).getCause() instanceof CallControl.CallGoneException);
        CompletableFuture<Void> late = kept[0].answer().toCompletableFuture();
        sim.threads.settle();
        assertTrue(late.isCompletedExceptionally());
    }

    @Test
    void aDriverThatFailsGivesA500OrABye() {
        FakeLeg caller = drive(call -> CompletableFuture.failedFuture(new Error("bug")));
        assertEquals(500, caller.cause().get().sipCode());
        app(
                "later",
                5,
                call ->
                        new Decision.Drive(
                                c ->
                                        c.answer()
                                                .thenRun(
                                                        () -> {
                                                            throw new IllegalStateException("bug");
                                                        }),
                                "x"));
        FakeLeg answered = sim.call("1002", "600");
        assertEquals(List.of("answer", "hangup SERVER_ERROR"), answered.told());
    }

    @Test
    void aDriverThatDoesNothingLeavesTheCallerUnanswered() {
        FakeLeg caller = drive(call -> CompletableFuture.completedFuture(null));
        assertEquals(List.of("hangup NO_ANSWER"), caller.told());
    }

    @Test
    void aDriverDialsAndGoesOnAfterwards() {
        List<DialOutcome> outcomes = new ArrayList<>();
        Plan.Ring ring = (Plan.Ring) ring("device:1002");
        FakeLeg caller =
                drive(
                        call ->
                                call.dial(ring)
                                        .thenCompose(
                                                how -> {
                                                    outcomes.add(how);
                                                    return call.dial(ring);
                                                })
                                        .thenAccept(outcomes::add));
        sim.then(sim.leg("1002")::ringing);
        assertEquals(List.of("ring"), caller.told());
        sim.then(sim.leg("1002")::accept);
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        sim.then(() -> sim.leg("1002").end(Reason.NORMAL));
        assertEquals(List.of(DialOutcome.ANSWERED), outcomes);
        assertFalse(caller.ended());
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        assertEquals(List.of(DialOutcome.ANSWERED, DialOutcome.BUSY), outcomes);
        assertTrue(caller.ended());
    }

    @Test
    void aDriverPassesTheCallOn() {
        List<Throwable> errors = new ArrayList<>();
        FakeLeg caller =
                drive(
                        call ->
                                call.answer()
                                        .thenCompose(x -> call.passTo(ring("device:1002")))
                                        .thenCompose(x -> call.play(Path.of("late.wav")))
                                        .handle(
                                                (x, error) -> {
                                                    errors.add(error);
                                                    return null;
                                                }));
        sim.then(sim.leg("1002")::accept);
        assertEquals("TALKING", only().state());
        assertEquals(List.of("answer"), caller.told());
        assertEquals(1, errors.size());
        sim.then(() -> caller.end(Reason.NORMAL));
        assertTrue(sim.leg("1002").ended());
    }

    @Test
    void aPromptBeforeTheAnswerIsEarlyMedia() {
        FakeLeg caller = drive(call -> call.play(Path.of("sorry.wav")).thenAccept(x -> {}));
        assertEquals(List.of("progress"), caller.told());
        sim.then(sim.media.players().get(0)::finish);
        assertEquals(List.of("progress", "hangup NO_ANSWER"), caller.told());
    }
}
