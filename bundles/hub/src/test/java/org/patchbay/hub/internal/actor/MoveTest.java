package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallControl.CallGoneException;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;

/** A command moves whoever is alone in a call: in an app, in a queue, ringing somebody. */
class MoveTest {
    private final SimHouse sim = new SimHouse();
    private final CompletableFuture<Void> run = new CompletableFuture<>();
    private CallControl control;
    private int asked;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    /** 600 is driven, 601 refuses, 602 goes to an app that nobody has, or else to 104. */
    private final class Menu implements CallApp {
        @Override
        public String name() {
            return "menu";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            asked++;
            return CompletableFuture.completedFuture(decision(call.called()));
        }

        private Decision decision(String called) {
            if (called.equals("600")) {
                return new Decision.Drive(
                        c -> {
                            control = c;
                            return run;
                        },
                        "menu@1");
            }
            if (called.equals("601")) {
                return new Decision.Follow(new Plan.Reject(Reason.FORBIDDEN), "menu@1", List.of());
            }
            Map<Plan.Outcome, Plan> instead =
                    called.equals("603")
                            ? Map.of(Plan.Outcome.UNREACHABLE, ring("device:1004"))
                            : Map.of();
            return called.equals("602") || called.equals("603")
                    ? new Decision.Follow(
                            new Plan.RunApp("none", Map.of(), instead), "menu@1", List.of())
                    : new Decision.NotMine();
        }
    }

    private static Plan.Ring ring(String target) {
        return Plan.Ring.all(List.of(Target.parse(target)), Duration.ofSeconds(20));
    }

    private FakeLeg inApp() {
        sim.parts.add(new Menu(), "test");
        FakeLeg caller = sim.call("1001", "600");
        control.answer();
        sim.threads.settle();
        return caller;
    }

    private CommandResult move(FakeLeg leg, String to) {
        return sim.move(only(), leg, to);
    }

    private static CommandResult refused(String why) {
        return new CommandResult.Refused(why);
    }

    private CommandResult done() {
        return new CommandResult.Done(only().id());
    }

    private CallSnapshot only() {
        List<CallSnapshot> calls = sim.log.snapshot().calls();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    private boolean talk(FakeLeg... legs) {
        return List.of(legs).stream()
                .allMatch(l -> sim.media.openMixes().get(0).has(l.media().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"103", "device:1003"})
    void fromAnAppToAPhone(String to) {
        FakeLeg caller = inApp();
        CompletableFuture<Void> echo = control.echo(Duration.ofHours(1)).toCompletableFuture();
        sim.threads.settle();
        assertEquals(done(), move(caller, to));
        assertFails(echo);
        assertFails(control.answer().toCompletableFuture());
        FakeLeg phone = sim.leg("1003");
        assertEquals("1001", phone.request().get().caller().number(), "shown as who called");
        assertEquals("RINGING", only().state());
        sim.then(phone::ringing);
        assertEquals(2, sim.media.openMixes().get(0).members().size(), "it hears a tone, no echo");
        sim.then(() -> run.complete(null));
        sim.then(phone::accept);
        assertEquals("TALKING", only().state());
        assertTrue(talk(caller, phone));
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        assertEquals(List.of(), sim.events(HouseEvent.LegLeftMix.class));
        assertTrue(caller.wasTold("talks to " + to.replace("device:", "")), caller::toString);
        HouseEvent.LegMoved moved = sim.events(HouseEvent.LegMoved.class).get(0);
        assertEquals(new HouseEvent.LegMoved(only().id(), caller.id(), to), moved);
        sim.then(() -> phone.end(Reason.NORMAL));
        assertTrue(caller.ended());
    }

    /** The app ends as where its caller hangs up: what it says from then on, too. */
    private void assertFails(CompletableFuture<Void> verb) {
        sim.threads.settle();
        assertTrue(verb.isDone());
        Throwable why = assertThrows(CompletionException.class, verb::join).getCause();
        assertInstanceOf(CallGoneException.class, why);
    }

    @Test
    void fromAnAppIntoARoom() {
        FakeLeg member = sim.call("1002", "8001");
        sim.parts.add(new Menu(), "test");
        FakeLeg caller = sim.call("1001", "600");
        assertFalse(caller.wasTold("answer"));
        CallSnapshot call = sim.callOf(caller);
        assertEquals(new CommandResult.Done(call.id()), sim.move(call, caller, "8001"));
        assertTrue(caller.wasTold("answer"), "the room answers it");
        assertTrue(
                sim.media
                        .mixOf(member.media().orElseThrow())
                        .orElseThrow()
                        .has(caller.media().orElseThrow()));
    }

    @Test
    void fromAnAppToItselfBeginsAnew() {
        FakeLeg caller = inApp();
        CallControl first = control;
        assertEquals(done(), move(caller, "600"));
        assertTrue(first != control);
        assertFails(first.answer().toCompletableFuture());
        CompletableFuture<Void> answer = control.answer().toCompletableFuture();
        sim.threads.settle();
        assertTrue(answer.isDone() && !answer.isCompletedExceptionally());
        assertTrue(talk(caller));
    }

    @ParameterizedTest
    @CsvSource({
        "999,999 cannot be reached: Not Found",
        "601,601 cannot be reached: Forbidden",
        "602,602 cannot be reached: no app 'none' is installed",
        "104,104 cannot be reached: Not registered",
        "device:1004,device:1004 cannot be reached: Not registered",
        "101,101 cannot be reached: Busy Here",
        "8001,8001 cannot be reached: room 8001 is locked",
    })
    void whatCannotBeHadIsRefusedAndTheAppNeverHearsOfIt(String to, String why) {
        FakeLeg member = sim.call("1002", "8001");
        sim.execute(new CallCommand.Lock(sim.room("8001").id(), true));
        sim.devices.unreachable(Target.parse("device:1004"));
        sim.parts.add(new Menu(), "test");
        FakeLeg caller = sim.call("1001", "600");
        control.answer();
        sim.threads.settle();
        CompletableFuture<Void> echo = control.echo(Duration.ofHours(1)).toCompletableFuture();
        sim.threads.settle();
        assertEquals(refused(why), sim.move(sim.callOf(caller), caller, to));
        assertFalse(echo.isDone());
        assertEquals("IN_APP", sim.callOf(caller).state());
        assertEquals(List.of(), sim.events(HouseEvent.LegMoved.class));
        sim.then(() -> member.end(Reason.NORMAL));
    }

    @Test
    void aPlanThatKnowsBetterIsFollowed() {
        FakeLeg caller = inApp();
        assertEquals(done(), move(caller, "603"));
        sim.then(sim.leg("1004")::accept);
        assertTrue(talk(caller, sim.leg("1004")));
    }

    @ParameterizedTest
    @CsvSource({"BUSY,BUSY", "DECLINED,DECLINED", "NO_ANSWER,NO_ANSWER"})
    void nobodyAnswersThere(Reason outcome, Reason heard) {
        FakeLeg caller = inApp();
        move(caller, "103");
        sim.then(() -> sim.leg("1003").end(outcome));
        assertEquals(heard, caller.cause().orElseThrow().reason(), "as who calls there");
        assertEquals(heard, sim.events(HouseEvent.CallEnded.class).get(0).cause().reason());
    }

    @Test
    void whoIsInAQueueGoesAndWhomItRangIsRungNoMore() {
        FakeLeg caller = inApp();
        CompletableFuture<?> dial = control.dial(ring("device:1002")).toCompletableFuture();
        sim.threads.settle();
        FakeLeg agent = sim.leg("1002");
        sim.then(agent::ringing);
        assertEquals(refused("it has not answered yet"), move(agent, "103"));
        assertEquals(done(), move(caller, "103"));
        assertTrue(agent.ended() && dial.isCompletedExceptionally());
        sim.then(sim.leg("1003")::accept);
        assertTrue(talk(caller, sim.leg("1003")));
        assertEquals(2, sim.media.openMixes().get(0).members().size(), "the tone has ended");
    }

    @Test
    void whoRingsSomebodyRingsAnother() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::ringing);
        assertEquals(done(), move(caller, "103"));
        assertTrue(sim.leg("1002").ended());
        assertFalse(caller.wasTold("answer"));
        sim.then(sim.leg("1003")::accept);
        assertTrue(caller.wasTold("answer"));
        assertTrue(talk(caller, sim.leg("1003")));
    }

    @Test
    void anUnansweredCallerIsRefusedAsOneWhoCallsThere() {
        FakeLeg caller = sim.call("1001", "102");
        move(caller, "103");
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(List.of("talks to 103", "hangup BUSY"), caller.told());
    }

    @ParameterizedTest
    @CsvSource({"true,103", "false,103", "true,device:1003"})
    void ofTwoInAnAppTheOtherGivesItAway(boolean callerGoes, String to) {
        FakeLeg caller = inApp();
        control.dial(ring("device:1002"));
        sim.threads.settle();
        FakeLeg peer = sim.leg("1002");
        sim.then(peer::accept);
        FakeLeg goes = callerGoes ? caller : peer;
        FakeLeg stays = callerGoes ? peer : caller;
        assertEquals(refused("999 cannot be reached: Not Found"), move(goes, "999"));
        assertTrue(talk(caller, peer));
        assertEquals("IN_APP", only().state());
        assertEquals(done(), move(goes, to));
        assertEquals("TRANSFERRING", only().state());
        assertFalse(talk(stays));
        sim.then(sim.leg("1003")::accept);
        assertTrue(stays.ended());
        assertTrue(talk(goes, sim.leg("1003")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoWhoTalkTheOtherGivesItAway(boolean held) {
        sim.parts.add(new Menu(), "test");
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg callee = sim.leg("1002");
        sim.then(callee::accept);
        if (held) {
            sim.execute(new CallCommand.Hold(only().id(), caller.id(), true));
        }
        int before = asked;
        assertEquals(done(), move(caller, "103"));
        assertEquals(before + 1, asked, "the apps are asked once");
        assertEquals(1, sim.events(HouseEvent.TransferStarted.class).size());
        sim.then(sim.leg("1003")::accept);
        assertTrue(callee.ended());
        assertTrue(talk(caller, sim.leg("1003")));
    }

    @Test
    void aFailedOneOfTwoTalksAgain() {
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg callee = sim.leg("1002");
        sim.then(callee::accept);
        move(caller, "103");
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals("TALKING", only().state());
        assertTrue(talk(caller, callee));
    }

    @Test
    void fromTheDoorOfARoomAndToIt() {
        FakeLeg member = sim.call("1002", "8001");
        FakeLeg caller = sim.call("1001", "7000");
        CallSnapshot call = sim.callOf(caller);
        assertEquals(new CommandResult.Done(call.id()), sim.move(call, caller, "8001"));
        sim.then(() -> caller.press('1', 100));
        assertEquals(2, sim.room("8001").legs().size());
        assertEquals(1, sim.house.roomsUp());
        sim.move(sim.room("8001"), caller, "7000");
        assertEquals(1, sim.room("8001").legs().size());
        for (char key : "1234".toCharArray()) {
            sim.then(() -> caller.press(key, 100));
        }
        assertEquals(1, sim.room("7000").legs().size());
        sim.then(() -> member.end(Reason.NORMAL));
    }

    @Test
    void whoseAppIsGoneGoesOnceItIsNotWaitedFor() {
        Menu menu = new Menu();
        sim.parts.add(menu, "test");
        FakeLeg caller = sim.call("1001", "600");
        control.answer();
        sim.threads.settle();
        control.echo(Duration.ofHours(1));
        sim.threads.settle();
        sim.then(() -> sim.parts.stopped(menu, 7));
        assertEquals(
                refused("103 cannot be reached: an app that may decide is just being replaced"),
                move(caller, "103"));
        sim.advance(Duration.ofSeconds(11));
        assertEquals(done(), move(caller, "103"));
        sim.then(sim.leg("1003")::accept);
        assertTrue(talk(caller, sim.leg("1003")));
        assertEquals(2, sim.media.openMixes().get(0).members().size(), "the echo is over");
        sim.advance(Duration.ofSeconds(30));
        assertFalse(caller.ended());
    }

    @Test
    void manyMovesAreNoLoop() {
        FakeLeg caller = inApp();
        for (int i = 0; i < 20; i++) {
            assertEquals(done(), move(caller, i % 2 == 0 ? "103" : "104"));
        }
        assertEquals(Optional.empty(), caller.cause());
    }
}
