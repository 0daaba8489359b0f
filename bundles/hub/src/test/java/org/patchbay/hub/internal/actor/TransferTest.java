package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

/** Blind transfer: 1001 talks to 1002, and one of them gives the other to 1003. */
class TransferTest {
    private final SimHouse sim = new SimHouse();
    private FakeLeg caller;
    private FakeLeg callee;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    private void talk() {
        caller = sim.call("1001", "102");
        callee = sim.leg("1002");
        sim.then(callee::accept);
    }

    private CommandResult transfer(FakeLeg by, String to) {
        return transfer(only().id(), by.id(), to);
    }

    private CommandResult transfer(CallId call, LegId by, String to) {
        CompletableFuture<CommandResult> result =
                sim.house
                        .execute(new CallCommand.Transfer(call, by, Target.parse(to)))
                        .toCompletableFuture();
        sim.threads.settle();
        return result.join();
    }

    private CallSnapshot only() {
        List<CallSnapshot> calls = sim.log.snapshot().calls();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    private FakeMedia.FakeMix mix() {
        return sim.media.openMixes().get(0);
    }

    private boolean hears(FakeLeg leg) {
        return mix().has(leg.media().orElseThrow());
    }

    private FakeLeg leaving(boolean callerLeaves) {
        return callerLeaves ? caller : callee;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoStaysTalksToWhoAnswered(boolean callerLeaves) {
        talk();
        FakeLeg by = leaving(callerLeaves);
        FakeLeg stays = leaving(!callerLeaves);
        assertEquals(new CommandResult.Done(only().id()), transfer(by, "device:1003"));
        FakeLeg third = sim.leg("1003");
        assertEquals(callerLeaves ? "102" : "1001", third.request().get().caller().number());
        assertEquals("TRANSFERRING", only().state());
        assertFalse(hears(by), "who gives the call away hears nothing of it");
        assertTrue(hears(stays));
        sim.then(third::ringing);
        assertEquals(2, mix().members().size(), "who stays hears that it rings");
        sim.then(third::accept);
        assertEquals("TALKING", only().state());
        assertEquals(List.of("hangup NORMAL"), lastOf(by));
        assertTrue(hears(stays) && hears(third));
        assertEquals(2, mix().members().size(), "the tone has ended");
        assertEquals(2, only().legs().size());
        assertEquals(1, sim.events(HouseEvent.TransferDone.class).size());
        sim.then(() -> stays.end(Reason.NORMAL));
        assertTrue(third.ended());
        assertEquals(1, sim.events(HouseEvent.CallEnded.class).size());
    }

    private static List<String> lastOf(FakeLeg leg) {
        return leg.told().subList(leg.told().size() - 1, leg.told().size());
    }

    @ParameterizedTest
    @CsvSource({"true,486,BUSY", "false,603,DECLINED", "true,404,NOT_FOUND"})
    void aFailedOneGivesTheCallBack(boolean callerLeaves, int status, Reason why) {
        talk();
        FakeLeg by = leaving(callerLeaves);
        transfer(by, "device:1003");
        sim.then(() -> sim.leg("1003").end(DisconnectCause.ofSip(status, "no")));
        assertEquals("TALKING", only().state());
        assertTrue(hears(caller) && hears(callee));
        assertEquals(why, sim.events(HouseEvent.TransferFailed.class).get(0).cause().reason());
        assertFalse(by.ended());
        sim.then(() -> by.end(Reason.NORMAL));
        assertTrue(caller.ended() && callee.ended());
    }

    @Test
    void nobodyAnswersAndWhoGaveItAwayHasLeft() {
        talk();
        transfer(caller, "device:1003");
        sim.then(() -> caller.end(Reason.NORMAL));
        assertFalse(callee.ended(), "who stays waits on");
        sim.advance(Duration.ofSeconds(31));
        assertTrue(sim.leg("1003").ended());
        assertTrue(callee.ended());
        assertEquals(
                Reason.NO_ANSWER, sim.events(HouseEvent.CallEnded.class).get(0).cause().reason());
    }

    @Test
    void whoGaveItAwayLeavesAndWhoIsRungAnswers() {
        talk();
        transfer(callee, "device:1003");
        sim.then(() -> callee.end(Reason.NORMAL));
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", only().state());
        assertTrue(hears(caller) && hears(sim.leg("1003")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsLeaves(boolean callerLeaves) {
        talk();
        transfer(leaving(callerLeaves), "device:1003");
        sim.then(() -> leaving(!callerLeaves).end(Reason.NORMAL));
        assertTrue(sim.leg("1003").ended());
        assertTrue(caller.ended() && callee.ended());
    }

    @Test
    void whoHasTheCallNowMayGiveItOn() {
        talk();
        transfer(caller, "device:1003");
        sim.then(sim.leg("1003")::accept);
        transfer(sim.leg("1003"), "device:1004");
        assertEquals("102", sim.leg("1004").request().get().caller().number(), "who stays");
        sim.then(sim.leg("1004")::accept);
        assertTrue(hears(callee) && hears(sim.leg("1004")));
        assertEquals(2, only().legs().size());
        transfer(callee, "device:1005");
        assertEquals("1004", sim.leg("1005").request().get().caller().number(), "who stays");
    }

    @Test
    void whatCannotBeTransferredIsRefusedAndLosesNothing() {
        talk();
        assertEquals(
                new CommandResult.Refused("there is no such leg"),
                transfer(only().id(), new LegId("nobody"), "device:1003"));
        transfer(caller, "device:1003");
        assertEquals(
                new CommandResult.Refused(
                        "only one of two who talk can be transferred, this is TRANSFERRING"),
                transfer(callee, "device:1004"));
        assertEquals(
                new CommandResult.Refused("there is no call of two none"),
                transfer(new CallId("none"), caller.id(), "device:1003"));
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals("TALKING", only().state());
    }

    @Test
    void nobodyIsThereToBeRung() {
        talk();
        sim.devices.unreachable(Target.parse("device:1004"));
        transfer(caller, "device:1004");
        assertEquals("TALKING", only().state());
        assertEquals(Optional.empty(), caller.cause());
        assertEquals(1, sim.events(HouseEvent.TransferFailed.class).size());
    }
}
