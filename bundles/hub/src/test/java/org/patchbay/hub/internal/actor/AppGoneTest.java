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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallControl.AppGoneException;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.media.api.MixMember;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.FakeLeg;

/** The app that drives a call goes, and the call does not. */
class AppGoneTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Plan.Ring BERT =
            Plan.Ring.all(List.of(Target.parse("device:1002")), Duration.ofSeconds(20));

    private final SimHouse sim = new SimHouse();
    private final List<Throwable> errors = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    /** Drives every call that it is asked about, and knows which. */
    private static final class App implements CallApp {
        private final String by;
        private final CallDriver driver;
        private final List<CallView> calls = new ArrayList<>();

        App(String by, CallDriver driver) {
            this.by = by;
            this.driver = driver;
        }

        @Override
        public String name() {
            return "desk";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            calls.add(call);
            return CompletableFuture.completedFuture(new Decision.Drive(driver, by));
        }
    }

    private App comes(String by, CallDriver driver) {
        App app = new App(by, driver);
        sim.parts.add(app, "test");
        sim.threads.settle();
        return app;
    }

    private void stops(App app) {
        sim.then(() -> sim.parts.stopped(app, 7));
    }

    private CompletionStage<Void> echoes(CallControl call) {
        return call.answer()
                .thenCompose(x -> call.echo(MINUTE))
                .whenComplete((x, error) -> errors.add(error));
    }

    private CompletionStage<Void> collects(CallControl call) {
        return call.answer().thenCompose(x -> call.collect(4, "#", MINUTE)).thenAccept(x -> {});
    }

    private CompletionStage<Void> dials(CallControl call) {
        return call.answer().thenCompose(x -> call.dial(BERT)).thenAccept(x -> {});
    }

    private List<MixMember> inTheMix() {
        return sim.media.openMixes().get(0).members();
    }

    private String decidedBy() {
        return sim.log.snapshot().calls().get(0).decidedBy();
    }

    @Test
    void theEchoGoesOnAndThenTheAppThatIsBackGetsTheCall() {
        App old = comes("old", this::echoes);
        FakeLeg caller = sim.call("1001", "600");
        List<MixMember> before = inTheMix();
        stops(old);
        assertEquals(before, inTheMix());
        assertTrue(errors.get(0).getCause() instanceof AppGoneException, "" + errors);
        App fresh = comes("fresh", this::collects);
        sim.advance(MINUTE.minusSeconds(1));
        assertEquals(before, inTheMix());
        assertEquals(List.of(), fresh.calls);
        sim.advance(Duration.ofSeconds(1));
        assertEquals("fresh", decidedBy());
        assertEquals("desk", fresh.calls.get(0).request().get().app());
        assertEquals(1, inTheMix().size());
        assertEquals(List.of("answer"), caller.told());
    }

    @Test
    void whereNothingGoesOnTheAppIsAwaitedForABoundedTime() {
        stops(callOf(this::collects));
        sim.advance(PATIENCE.minusSeconds(1));
        assertEquals("IN_APP", sim.log.snapshot().calls().get(0).state());
        App fresh = comes("fresh", this::collects);
        assertEquals(1, fresh.calls.size());
        stops(fresh);
        FakeLeg caller = sim.legs().get(0);
        sim.advance(PATIENCE.minusMillis(1));
        assertFalse(caller.ended());
        sim.advance(Duration.ofMillis(1));
        assertEquals(Reason.SERVER_ERROR, caller.cause().get().reason());
    }

    @Test
    void anInstanceThatIsThereAlreadyGetsTheCallAtOnce() {
        App old = callOf(this::collects);
        App fresh = comes("fresh", this::collects);
        assertEquals(List.of(), fresh.calls);
        stops(old);
        assertEquals(1, fresh.calls.size());
    }

    @Test
    void thePlansArgumentsComeAgain() {
        App old = new App("old", this::collects);
        sim.parts.add(old, "test");
        sim.parts.add(new Sender(), "test");
        sim.call("1001", "600");
        stops(old);
        App fresh = comes("fresh", this::collects);
        assertEquals("blue", fresh.calls.get(0).request().get().arguments().get("mood"));
    }

    @Test
    void whoTalksTalksOn() {
        App old = callOf(this::dials);
        sim.then(sim.leg("1002")::accept);
        List<MixMember> before = inTheMix();
        assertEquals(2, before.size());
        stops(old);
        sim.advance(MINUTE);
        assertEquals(before, inTheMix());
        App fresh = comes("fresh", this::collects);
        sim.then(() -> sim.leg("1002").end(Reason.NORMAL));
        assertEquals(1, fresh.calls.size());
    }

    @Test
    void whoRingsMayStillAnswer() {
        App old = callOf(this::dials);
        sim.then(sim.leg("1002")::ringing);
        stops(old);
        sim.then(sim.leg("1002")::accept);
        assertEquals(2, inTheMix().size());
    }

    @Test
    void aPromptThatWaitsForEarlyMediaIsHeard() {
        App old = new App("old", call -> call.play(Path.of("x.wav")).thenAccept(x -> {}));
        sim.parts.add(old, "test");
        FakeLeg caller = sim.offer("1001", "600").answersLater();
        sim.threads.settle();
        stops(old);
        sim.then(caller::completeProgress);
        assertEquals(1, sim.media.players().size());
        sim.then(sim.media.players().get(0)::finish);
        sim.advance(PATIENCE);
        assertEquals(500, caller.cause().get().sipCode());
    }

    @Test
    void anAppThatIsOnlyWithdrawnDrivesOn() {
        App app = callOf(this::echoes);
        sim.then(() -> sim.parts.remove(app));
        assertEquals(List.of(), errors);
        sim.advance(MINUTE);
        assertEquals(Reason.NORMAL, sim.legs().get(0).cause().get().reason());
    }

    @Test
    void aDriverThatGivesUpItselfIsNotAskedAgain() {
        CompletableFuture<Void> run = new CompletableFuture<>();
        App app =
                callOf(
                        call -> {
                            call.answer().thenCompose(x -> call.echo(MINUTE));
                            return run;
                        });
        sim.then(() -> run.completeExceptionally(new AppGoneException("a change of settings")));
        assertEquals(2, inTheMix().size());
        sim.advance(MINUTE);
        assertEquals(1, app.calls.size());
        assertEquals(1, comes("fresh", this::collects).calls.size());
    }

    @Test
    void whatTheOldDriverStillSaysIsNotHeard() {
        CallControl[] kept = new CallControl[1];
        App old =
                callOf(
                        call -> {
                            kept[0] = call;
                            return echoes(call).handle((x, e) -> null);
                        });
        stops(old);
        FakeLeg caller = sim.legs().get(0);
        CompletableFuture<Void> late = kept[0].hangup(Reason.NORMAL).toCompletableFuture();
        sim.threads.settle();
        assertTrue(late.isCompletedExceptionally());
        assertFalse(caller.ended());
        comes("fresh", this::collects);
        sim.advance(MINUTE);
        kept[0].hangup(Reason.NORMAL);
        sim.threads.settle();
        assertFalse(caller.ended());
    }

    @Test
    void theCallerMayLeaveWheneverHeLikes() {
        App old = callOf(this::echoes);
        stops(old);
        sim.then(() -> sim.legs().get(0).end(Reason.NORMAL));
        assertEquals(0, sim.house.callsUp());
        App other = comes("other", this::collects);
        FakeLeg second = sim.call("1003", "600");
        stops(other);
        sim.then(() -> second.end(Reason.NORMAL));
        assertEquals(0, sim.house.callsUp());
    }

    @Test
    void anAppThatIsGoneIsNotKeptInMemory() throws Exception {
        App old = callOf(this::echoes);
        WeakReference<App> gone = new WeakReference<>(old);
        stops(old);
        old = null;
        Eventually.holds(
                () -> {
                    System.gc();
                    assertEquals(null, gone.get());
                });
        assertEquals(2, inTheMix().size());
    }

    @Test
    void whoOnlySentTheCallOnIsNotKeptInMemoryEither() throws Exception {
        sim.parts.add(new App("desk", this::echoes), "test");
        Sender sender = new Sender();
        WeakReference<Sender> gone = new WeakReference<>(sender);
        sim.parts.add(sender, "test");
        sim.call("1001", "600");
        sim.parts.stopped(sender, 7);
        sim.threads.settle();
        sender = null;
        Eventually.holds(
                () -> {
                    System.gc();
                    assertEquals(null, gone.get());
                });
        assertEquals(2, inTheMix().size());
    }

    @Test
    void whoWasRungByCommandHearsTheAppThatItIsConnectedWith() {
        comes("app", this::echoes);
        sim.house.execute(new CallCommand.Originate(Target.parse("device:1001"), "600"));
        sim.threads.settle();
        sim.then(sim.leg("1001")::accept);
        assertEquals(2, inTheMix().size());
    }

    private App callOf(CallDriver driver) {
        App app = comes("old", driver);
        sim.call("1001", "600");
        return app;
    }

    /** Sends every call to the desk. */
    private static final class Sender implements CallApp {
        @Override
        public String name() {
            return "sender";
        }

        @Override
        public int rank() {
            return 9;
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            Plan plan = new Plan.RunApp("desk", Map.of("mood", "blue"));
            return CompletableFuture.completedFuture(
                    new Decision.Follow(plan, "sender", List.of()));
        }
    }
}
