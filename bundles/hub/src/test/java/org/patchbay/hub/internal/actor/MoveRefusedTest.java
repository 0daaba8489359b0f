package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;

/** What a call is about may keep its legs for a while: then a move is refused, and says why. */
class MoveRefusedTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    private CommandResult move(FakeLeg leg, String to) {
        return sim.move(only(), leg, to);
    }

    private static CommandResult refused(String why) {
        return new CommandResult.Refused(why);
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

    @Test
    void whatIsUnderWayIsSaid() {
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg callee = sim.leg("1002");
        assertEquals(refused("it has not answered yet"), move(callee, "103"));
        sim.then(callee::accept);
        sim.execute(new CallCommand.Join(only().id(), caller.id(), new TransferTo.Number("103")));
        assertEquals(refused("somebody is being added just now"), move(caller, "104"));
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        sim.execute(
                new CallCommand.Transfer(only().id(), caller.id(), new TransferTo.Number("105")));
        assertEquals(refused("a transfer is under way already"), move(callee, "104"));
        assertEquals(refused("a transfer is under way already"), move(caller, "104"));
        sim.then(() -> sim.leg("1005").end(Reason.BUSY));
        assertTrue(talk(caller, callee));
    }

    @Test
    void whoOnlyListensStaysWhereItIs() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::accept);
        CallSnapshot call = only();
        sim.execute(new CallCommand.Listen(call.id(), Target.parse("device:1003")));
        FakeLeg listener = sim.leg("1003");
        sim.then(listener::accept);
        assertEquals(refused("it only listens"), sim.move(sim.callOf(listener), listener, "104"));
        assertFalse(caller.ended());
    }

    @Test
    void aCallThatIsOverSaysSo() {
        FakeLeg caller = sim.call("1001", "102");
        CallSnapshot call = only();
        CompletableFuture<CommandResult> late =
                sim.house
                        .execute(
                                new CallCommand.Move(
                                        call.id(), caller.id(), new TransferTo.Number("103")))
                        .toCompletableFuture();
        caller.end(Reason.NORMAL);
        sim.threads.settle();
        assertTrue(late.isDone());
        assertEquals(refused("there is no call " + call.id()), sim.move(call, caller, "103"));
    }

    @Test
    void oneAtATimeIsMovedAndTheOtherIsTold() {
        FakeLeg caller = sim.call("1001", "102");
        CallSnapshot call = only();
        CompletableFuture<CommandResult> first = wish(call, caller, "8001");
        CompletableFuture<CommandResult> second = wish(call, caller, "103");
        sim.threads.settle();
        assertEquals(new CommandResult.Done(call.id()), first.getNow(null));
        assertEquals(refused("somebody is being moved already"), second.getNow(null));
        assertEquals(1, sim.room("8001").legs().size());
    }

    private CompletableFuture<CommandResult> wish(CallSnapshot call, FakeLeg leg, String to) {
        TransferTo number = new TransferTo.Number(to);
        return sim.house
                .execute(new CallCommand.Move(call.id(), leg.id(), number))
                .toCompletableFuture();
    }
}
