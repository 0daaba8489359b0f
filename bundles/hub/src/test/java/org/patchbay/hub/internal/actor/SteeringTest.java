package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallControl.DialOutcome;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;

/** An app moves who is in its call: 1001 called it, and it has dialled 1002. */
class SteeringTest {
    private final SimHouse sim = new SimHouse();
    private final CompletableFuture<Void> run = new CompletableFuture<>();
    private CallControl control;
    private FakeLeg caller;
    private FakeLeg peer;
    private CompletableFuture<DialOutcome> dial;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    private final class Driver implements CallApp {
        @Override
        public String name() {
            return "driver";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            Decision decision =
                    call.called().equals("600")
                            ? new Decision.Drive(
                                    c -> {
                                        control = c;
                                        return run;
                                    },
                                    "driver@1")
                            : new Decision.NotMine();
            return CompletableFuture.completedFuture(decision);
        }
    }

    private void drive() {
        sim.parts.add(new Driver(), "test");
        caller = sim.call("1001", "600");
        done(control.answer());
    }

    private void talk() {
        drive();
        dial = ask(control.dial(ring("device:1002")));
        peer = sim.leg("1002");
        sim.then(peer::accept);
    }

    private static Plan.Ring ring(String target) {
        return Plan.Ring.all(List.of(Target.parse(target)), Duration.ofSeconds(20));
    }

    private <T> CompletableFuture<T> ask(CompletionStage<T> verb) {
        sim.threads.settle();
        return verb.toCompletableFuture();
    }

    private void done(CompletionStage<Void> verb) {
        assertEquals(null, ask(verb).getNow(null));
        assertTrue(verb.toCompletableFuture().isDone());
    }

    private void fails(String why, CompletionStage<?> verb) {
        CompletableFuture<?> asked = ask(verb);
        assertTrue(asked.isDone(), "an error, not silence");
        Throwable failure = assertThrows(CompletionException.class, asked::join).getCause();
        assertEquals(why, failure.getMessage());
    }

    private boolean talk(FakeLeg... legs) {
        return List.of(legs).stream()
                .allMatch(l -> sim.media.openMixes().get(0).has(l.media().orElseThrow()));
    }

    private String state() {
        return sim.log.snapshot().calls().get(0).state();
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLER", "PEER"})
    void whoWaitsHearsMusicAndTheOtherNothing(Side who) {
        talk();
        FakeLeg waits = who == Side.CALLER ? caller : peer;
        FakeLeg other = who == Side.CALLER ? peer : caller;
        done(control.hold(who));
        assertTrue(waits.wasTold("hold"));
        assertTrue(talk(waits));
        assertFalse(talk(other));
        fails("hold: it is on hold already", control.hold(who));
        done(control.resume(who));
        assertTrue(waits.wasTold("resume"));
        assertTrue(talk(caller, peer));
        fails("resume: it is not on hold", control.resume(who));
    }

    @Test
    void aVerbForOneWhoIsNotThereSaysSo() {
        drive();
        String nobody = "there is nobody whom the caller talks to";
        fails("hold: " + nobody, control.hold(Side.PEER));
        fails("hold: no third is in the call", control.hold(Side.THIRD));
        fails("hold: only one of two who talk can be put on hold", control.hold(Side.CALLER));
        fails("dtmf: " + nobody, control.press(Side.PEER, "1"));
        fails("join: " + nobody, control.join(ring("device:1003")));
        fails("drop: nobody there", control.drop(Side.PEER));
        fails("drop: hangup ends the call", control.drop(Side.CALLER));
        fails(
                "transfer: there is nobody whom the caller talks to",
                control.transfer(new TransferTo.Number("103"), Side.CALLER));
        dial = ask(control.dial(ring("device:1002")));
        fails("hold: " + nobody, control.hold(Side.PEER));
        fails(
                "transfer: whom it dials has not answered yet",
                control.transfer(new TransferTo.Number("103"), Side.PEER));
        sim.then(sim.leg("1002")::accept);
        sim.then(() -> sim.leg("1002").end(Reason.NORMAL));
        assertEquals(DialOutcome.ANSWERED, dial.join());
        fails("hold: " + nobody, control.hold(Side.PEER));
        assertEquals("IN_APP", state(), "and the app still has the call");
    }

    @Test
    void keysGoToWhomTheyAreFor() {
        talk();
        done(control.press(Side.PEER, "12"));
        assertTrue(peer.wasTold("digit 1") && peer.wasTold("digit 2"));
        assertFalse(caller.wasTold("digit 1"));
        done(control.press(Side.CALLER, "9"));
        assertTrue(caller.wasTold("digit 9"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLER", "PEER"})
    void oneLeavesAndTheOtherIsConnected(Side who) {
        talk();
        done(control.transfer(new TransferTo.Number("103"), who));
        FakeLeg leaves = who == Side.CALLER ? caller : peer;
        FakeLeg stays = who == Side.CALLER ? peer : caller;
        assertTrue(dial.isCompletedExceptionally(), "the app has nothing more to say");
        fails("the call was passed on", control.hold(Side.CALLER));
        sim.then(() -> run.complete(null));
        assertEquals("TRANSFERRING", state());
        FakeLeg third = sim.leg("1003");
        sim.then(third::accept);
        assertTrue(leaves.ended());
        assertTrue(talk(stays, third));
        assertTrue(stays.wasTold("talks to User 3 <103>"), stays::toString);
    }

    @Test
    void aTransferThatFailsGivesTheCallBack() {
        talk();
        done(control.transfer(new TransferTo.Somebody(Target.parse("device:1003")), Side.PEER));
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(1, sim.events(HouseEvent.TransferFailed.class).size());
        assertTrue(talk(caller, peer));
    }

    @Test
    void aCallerAloneGoesWhereTheNumberLeads() {
        drive();
        done(control.transfer(new TransferTo.Number("8001"), Side.PEER));
        sim.then(() -> run.complete(null));
        assertEquals(1, sim.house.roomsUp());
        assertFalse(caller.ended());
    }

    @Test
    void aCallerAloneIsRungThrough() {
        drive();
        done(control.transfer(new TransferTo.Somebody(Target.parse("device:1003")), Side.PEER));
        sim.then(sim.leg("1003")::accept);
        assertTrue(talk(caller, sim.leg("1003")));
        assertEquals("TALKING", state());
    }

    /** An app that sends its caller to its own number would go on for ever. */
    @Test
    void aLoopHasAnEnd() {
        drive();
        for (int i = 0; i < 20 && !caller.ended(); i++) {
            ask(control.transfer(new TransferTo.Number("600"), Side.PEER));
        }
        assertEquals(Reason.LOOP, caller.cause().orElseThrow().reason());
    }

    @Test
    void aThirdComesAndGoes() {
        talk();
        CompletableFuture<DialOutcome> join = ask(control.join(ring("device:1003")));
        FakeLeg third = sim.leg("1003");
        sim.then(third::ringing);
        assertFalse(talk(third));
        fails("join: a third is there or rings already", control.join(ring("device:1004")));
        sim.then(third::accept);
        assertTrue(talk(caller, peer, third));
        fails(
                "transfer: a third is there or rings, only one of two can be transferred",
                control.transfer(new TransferTo.Number("103"), Side.PEER));
        done(control.drop(Side.THIRD));
        assertEquals(DialOutcome.ANSWERED, join.join());
        assertTrue(third.ended());
        assertTrue(talk(caller, peer));
        fails("drop: nobody there", control.drop(Side.THIRD));
    }

    /**
     * A command takes one of three out of a call that an app drives; the two talk by themselves.
     */
    @ParameterizedTest
    @EnumSource
    void oneOfThreeIsMoved(Side who) {
        talk();
        ask(control.join(ring("device:1003")));
        FakeLeg third = sim.leg("1003");
        assertEquals(
                new CommandResult.Refused("somebody is being rung just now"),
                sim.move(sim.callOf(caller), caller, "104"));
        sim.then(third::accept);
        FakeLeg goes = List.of(caller, peer, third).get(who.ordinal());
        CallSnapshot call = sim.callOf(goes);
        assertEquals(new CommandResult.Done(call.id()), sim.move(call, goes, "104"));
        FakeLeg phone = sim.leg("1004");
        sim.then(phone::accept);
        sim.then(() -> run.complete(null));
        assertEquals("TALKING", sim.callOf(goes).state());
        FakeLeg[] two =
                List.of(caller, peer, third).stream()
                        .filter(l -> l != goes)
                        .toArray(FakeLeg[]::new);
        assertTrue(talk(two));
        assertFalse(talk(goes));
        assertEquals("TALKING", sim.callOf(two[0]).state());
        assertTrue(dial.isCompletedExceptionally());
    }

    @Test
    void aThirdThatSendsTheCallOnIsFollowed() {
        talk();
        CompletableFuture<DialOutcome> join = ask(control.join(ring("device:1003")));
        sim.then(() -> sim.leg("1003").redirects(new Redirect("104", true)));
        assertFalse(join.isDone());
        sim.then(sim.leg("1004")::accept);
        assertTrue(talk(caller, peer, sim.leg("1004")));
    }

    @Test
    void aThirdThatDoesNotComeIsAnOutcome() {
        talk();
        CompletableFuture<DialOutcome> busy = ask(control.join(ring("device:1003")));
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(DialOutcome.BUSY, busy.join());
        CompletableFuture<DialOutcome> silent = ask(control.join(ring("device:1004")));
        sim.advance(Duration.ofSeconds(21));
        assertEquals(DialOutcome.NO_ANSWER, silent.join());
        assertTrue(sim.leg("1004").ended());
        CompletableFuture<DialOutcome> dropped = ask(control.join(ring("device:1005")));
        done(control.drop(Side.THIRD));
        assertEquals(DialOutcome.NO_ANSWER, dropped.join());
        assertTrue(sim.leg("1005").ended());
        assertTrue(talk(caller, peer));
    }

    @Test
    void theCallerTalksOnWithTheThird() {
        talk();
        ask(control.join(ring("device:1003")));
        FakeLeg third = sim.leg("1003");
        sim.then(third::accept);
        done(control.drop(Side.PEER));
        assertEquals(DialOutcome.ANSWERED, dial.join());
        assertTrue(peer.ended());
        assertTrue(talk(caller, third));
        sim.then(() -> run.complete(null));
        assertTrue(caller.ended() && third.ended());
    }

    @Test
    void noThirdWhileOneWaits() {
        talk();
        done(control.hold(Side.CALLER));
        fails("join: one of the two is on hold: resume first", control.join(ring("device:1003")));
    }

    @Test
    void aCallThatIsPassedOnLetsEverybodyGo() {
        talk();
        ask(control.join(ring("device:1003")));
        sim.then(sim.leg("1003")::accept);
        done(control.passTo(new Plan.JoinRoom("8001")));
        assertTrue(peer.ended() && sim.leg("1003").ended());
        assertFalse(caller.ended());
    }
}
