package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;

/** A command moves one of several who talk: the others go on without it. */
class MoveOutTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    private List<FakeLeg> three() {
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg callee = sim.leg("1002");
        sim.then(callee::accept);
        CallSnapshot call = sim.callOf(caller);
        sim.execute(new CallCommand.Join(call.id(), caller.id(), new TransferTo.Number("103")));
        FakeLeg third = sim.leg("1003");
        sim.then(third::accept);
        return List.of(caller, callee, third);
    }

    private void hearEachOther(FakeLeg... legs) {
        Set<Object> media =
                Stream.of(legs).map(l -> l.media().orElseThrow()).collect(Collectors.toSet());
        assertEquals(
                media,
                Set.copyOf(sim.media.mixOf(legs[0].media().orElseThrow()).orElseThrow().members()));
    }

    private record Slow(CompletableFuture<Decision> says) implements CallApp {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            return says;
        }
    }

    private static CommandResult refused(String why) {
        return new CommandResult.Refused(why);
    }

    @ParameterizedTest
    @CsvSource({"0,104", "1,104", "2,104", "0,device:1004", "2,device:1004"})
    void oneOfThreeGoesAndTheTwoTalkOn(int who, String to) {
        List<FakeLeg> legs = three();
        FakeLeg goes = legs.get(who);
        FakeLeg[] stay = legs.stream().filter(l -> l != goes).toArray(FakeLeg[]::new);
        CallSnapshot first = sim.callOf(goes);
        assertEquals(new CommandResult.Done(first.id()), sim.move(first, goes, to));
        CallSnapshot second = sim.callOf(goes);
        assertFalse(second.id().equals(first.id()), "it has a call of its own");
        hearEachOther(stay);
        assertEquals("TALKING", sim.callOf(stay[0]).state());
        assertFalse(goes.ended());
        FakeLeg phone = sim.leg("1004");
        assertEquals("10" + (who + 1), phone.request().get().caller().number());
        sim.then(phone::ringing);
        sim.then(phone::accept);
        hearEachOther(goes, phone);
        hearEachOther(stay);
        assertEquals(
                List.of(new HouseEvent.LegMoved(first.id(), goes.id(), to)),
                sim.events(HouseEvent.LegMoved.class));
        assertEquals(
                Set.of(goes.id()),
                sim.events(HouseEvent.LegLeftMix.class).stream()
                        .map(HouseEvent.LegLeftMix::leg)
                        .collect(Collectors.toSet()),
                "nobody else leaves a mix");
        CallCommand hold = new CallCommand.Hold(first.id(), stay[0].id(), true);
        assertEquals(new CommandResult.Done(first.id()), sim.execute(hold), "they are two again");
        sim.then(() -> stay[0].end(Reason.NORMAL));
        assertTrue(stay[1].ended() && !goes.ended(), "two calls");
        sim.then(() -> goes.end(Reason.NORMAL));
        assertTrue(phone.ended());
    }

    /** Out by a command, and back by a transfer to the seat of one of the two. */
    @Test
    void oneOfThreeGoesAndComesBack() {
        List<FakeLeg> legs = three();
        FakeLeg goes = legs.get(2);
        sim.move(sim.callOf(goes), goes, "104");
        FakeLeg phone = sim.leg("1004");
        sim.then(phone::accept);
        TransferTo seat = new TransferTo.SeatOf(legs.get(1).id());
        sim.execute(new CallCommand.Transfer(sim.callOf(goes).id(), phone.id(), seat));
        assertTrue(phone.ended() && legs.get(1).ended());
        hearEachOther(legs.get(0), goes);
        sim.then(() -> goes.press('5', 100));
        assertEquals(1, sim.events(HouseEvent.LegDigit.class).size());
        sim.then(() -> goes.end(Reason.NORMAL));
        assertTrue(legs.get(0).ended());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneOfThreeWhoLeavesWhileItIsLookedIsGone(int who) {
        List<FakeLeg> legs = three();
        FakeLeg goes = legs.get(who);
        CompletableFuture<Decision> slow = new CompletableFuture<>();
        sim.parts.add(new Slow(slow), "test");
        CallCommand move =
                new CallCommand.Move(
                        sim.callOf(goes).id(), goes.id(), new TransferTo.Number("104"));
        CompletableFuture<CommandResult> late = sim.house.execute(move).toCompletableFuture();
        sim.threads.settle();
        sim.then(() -> goes.end(Reason.NORMAL));
        sim.then(() -> slow.complete(new Decision.NotMine()));
        assertEquals(refused("there is no such leg"), late.getNow(null));
        hearEachOther(legs.stream().filter(l -> l != goes).toArray(FakeLeg[]::new));
    }

    @Test
    void oneOfThreeGoesIntoARoomAndHoldsAllTheTime() {
        FakeLeg member = sim.call("1005", "8001");
        List<FakeLeg> legs = three();
        FakeLeg goes = legs.get(2);
        sim.then(() -> goes.holdFromFarSide(true));
        sim.move(sim.callOf(goes), goes, "8001");
        hearEachOther(member);
        sim.then(() -> goes.holdFromFarSide(false));
        hearEachOther(member, goes);
    }

    @Test
    void whereNobodyIsOneOfThreeStays() {
        List<FakeLeg> legs = three();
        CallSnapshot call = sim.callOf(legs.get(0));
        for (FakeLeg leg : legs) {
            assertEquals(refused("999 cannot be reached: Not Found"), sim.move(call, leg, "999"));
        }
        hearEachOther(legs.toArray(FakeLeg[]::new));
        assertEquals("THREE_WAY", sim.callOf(legs.get(0)).state());
    }

    @Test
    void aFullHouseKeepsThree() {
        List<FakeLeg> legs = three();
        sim.limits =
                new Surroundings.Limits(
                        1, 3, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ZERO);
        CallSnapshot call = sim.callOf(legs.get(0));
        assertEquals(refused("too many calls are up"), sim.move(call, legs.get(1), "104"));
        hearEachOther(legs.toArray(FakeLeg[]::new));
        assertEquals("THREE_WAY", sim.callOf(legs.get(0)).state());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMemberGoesAndTheOthersStay(boolean byRoom) {
        FakeLeg goes = sim.call("1001", "8001");
        FakeLeg[] stay = {sim.call("1002", "8001"), sim.call("1003", "8001")};
        CallSnapshot own =
                sim.log.snapshot().calls().stream()
                        .filter(c -> c.room().isEmpty() && has(c, goes))
                        .findFirst()
                        .orElseThrow();
        CallSnapshot said = byRoom ? sim.room("8001") : own;
        assertEquals(new CommandResult.Done(said.id()), sim.move(said, goes, "104"));
        hearEachOther(stay);
        FakeLeg phone = sim.leg("1004");
        sim.then(phone::ringing);
        sim.then(phone::accept);
        hearEachOther(goes, phone);
        hearEachOther(stay);
        assertEquals(2, sim.room("8001").legs().size());
    }

    private static boolean has(CallSnapshot call, FakeLeg leg) {
        return call.legs().stream().anyMatch(l -> l.id().equals(leg.id()));
    }

    @Test
    void aMemberGoesToAnotherRoom() {
        FakeLeg goes = sim.call("1001", "8001");
        FakeLeg left = sim.call("1002", "8001");
        FakeLeg there = sim.call("1003", "8002");
        CallSnapshot room = sim.room("8001");
        assertEquals(refused("it sits in room 8001 already"), sim.move(room, goes, "8001"));
        sim.move(room, goes, "8002");
        hearEachOther(left);
        hearEachOther(goes, there);
        assertEquals(refused("there is no such leg"), sim.move(room, goes, "8002"));
    }

    @ParameterizedTest
    @CsvSource({"BUSY", "DECLINED", "NOT_FOUND", "SERVER_ERROR", "NO_ANSWER"})
    void aMemberForWhomNobodyIsThereComesBack(Reason outcome) {
        FakeLeg goes = sim.call("1001", "8001");
        FakeLeg stays = sim.call("1002", "8001");
        sim.move(sim.room("8001"), goes, "104");
        hearEachOther(stays);
        sim.then(() -> sim.leg("1004").end(outcome));
        hearEachOther(goes, stays);
        assertEquals(Optional.empty(), goes.cause());
    }

    @Test
    void theLastOfARoomClosesIt() {
        FakeLeg goes = sim.call("1001", "8001");
        sim.move(sim.room("8001"), goes, "104");
        assertEquals(0, sim.house.roomsUp());
        sim.then(sim.leg("1004")::accept);
        hearEachOther(goes, sim.leg("1004"));
    }

    @Test
    void aMemberWhoLeavesWhileItIsLookedIsGone() {
        FakeLeg goes = sim.call("1001", "8001");
        sim.call("1002", "8001");
        var late =
                sim.house
                        .execute(
                                new CallCommand.Move(
                                        sim.room("8001").id(),
                                        goes.id(),
                                        new TransferTo.Number("8002")))
                        .toCompletableFuture();
        goes.end(Reason.NORMAL);
        sim.threads.settle();
        assertTrue(late.isDone());
        assertEquals(1, sim.house.roomsUp());
        assertEquals(1, sim.room("8001").legs().size());
    }
}
