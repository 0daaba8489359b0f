package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;

/** Three-way: 1001 talks to 1002, and 1003 is pulled in. */
class JoinTest {
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

    private CommandResult execute(CallCommand command) {
        CompletableFuture<CommandResult> result = sim.house.execute(command).toCompletableFuture();
        sim.threads.settle();
        return result.join();
    }

    private CommandResult join(FakeLeg by, String number) {
        TransferTo third =
                number.indexOf(':') < 0
                        ? new TransferTo.Number(number)
                        : new TransferTo.Somebody(Target.parse(number));
        return execute(new CallCommand.Join(only().id(), by.id(), third));
    }

    private FakeLeg three() {
        talk();
        join(caller, "103");
        FakeLeg third = sim.leg("1003");
        sim.then(third::accept);
        return third;
    }

    private CallSnapshot only() {
        List<CallSnapshot> calls = sim.log.snapshot().calls();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    private void hearEachOther(FakeLeg... legs) {
        Set<Object> media =
                Stream.of(legs).map(l -> l.media().orElseThrow()).collect(Collectors.toSet());
        assertEquals(1, sim.media.openMixes().size());
        assertEquals(media, Set.copyOf(sim.media.openMixes().get(0).members()));
    }

    @ParameterizedTest
    @CsvSource({"103,true", "103,false", "device:1003,true"})
    void theThirdComesInAndTheTwoNeverLeaveTheMix(String to, boolean asCaller) {
        talk();
        assertEquals(new CommandResult.Done(only().id()), join(asCaller ? caller : callee, to));
        FakeLeg third = sim.leg("1003");
        assertEquals("User " + (asCaller ? 1 : 2), third.request().get().caller().name());
        assertEquals("JOINING", only().state());
        sim.then(third::ringing);
        sim.then(third::earlyMedia);
        hearEachOther(caller, callee);
        sim.then(third::accept);
        assertEquals("THREE_WAY", only().state());
        hearEachOther(caller, callee, third);
        assertEquals(List.of(), sim.events(HouseEvent.LegLeftMix.class));
    }

    @Test
    void aThirdThatSendsTheCallOnIsFollowed() {
        talk();
        join(caller, "103");
        sim.then(() -> sim.leg("1003").redirects(new Redirect("104", true)));
        sim.then(sim.leg("1004")::accept);
        assertEquals("THREE_WAY", only().state());
        hearEachOther(caller, callee, sim.leg("1004"));
    }

    /** Whoever leaves: the two others talk on in the mix that they are in, and know each other. */
    @ParameterizedTest
    @CsvSource({"0,true", "1,true", "2,true", "0,false", "1,false", "2,false"})
    void whoeverLeavesTheOthersTalkOn(int who, boolean byCommand) {
        FakeLeg third = three();
        List<FakeLeg> legs = List.of(caller, callee, third);
        FakeLeg leaves = legs.get(who);
        LegId leg = leaves.id();
        if (byCommand) {
            execute(new CallCommand.Hangup(only().id(), Optional.of(leg)));
        } else {
            sim.then(() -> leaves.end(Reason.NORMAL));
        }
        assertTrue(leaves.ended());
        assertEquals("TALKING", only().state());
        FakeLeg[] stay = legs.stream().filter(l -> l != leaves).toArray(FakeLeg[]::new);
        hearEachOther(stay);
        if (who < 2) {
            assertTrue(third.wasTold("talks to User %d <10%1$d>".formatted(2 - who)));
            assertTrue(stay[0].wasTold("talks to User 3 <103>"), stay[0]::toString);
        }
        assertEquals(
                List.of(),
                sim.events(HouseEvent.LegLeftMix.class).stream()
                        .filter(e -> !e.leg().equals(leg))
                        .toList());
        sim.then(() -> stay[0].end(Reason.NORMAL));
        assertTrue(stay[1].ended(), "the two are a call like any other");
    }

    @ParameterizedTest
    @CsvSource({"BUSY,BUSY", "DECLINED,DECLINED", "NOT_REGISTERED,NOT_REGISTERED"})
    void oneWhoDoesNotComeLeavesTheTwoAlone(Reason said, Reason told) {
        talk();
        join(caller, "103");
        sim.then(() -> sim.leg("1003").end(said));
        assertEquals(told, sim.events(HouseEvent.JoinFailed.class).get(0).cause().reason());
        assertEquals("TALKING", only().state());
        hearEachOther(caller, callee);
        join(caller, "104");
        sim.then(sim.leg("1004")::accept);
        hearEachOther(caller, callee, sim.leg("1004"));
    }

    private void asks(FakeLeg by, String number) {
        sim.then(() -> by.asksJoin(new TransferTo.Number(number)));
    }

    private static List<String> toldOfJoins(FakeLeg leg) {
        return leg.told().stream().filter(t -> t.startsWith("join")).toList();
    }

    /** Whose phone asked, of whichever leg it is, hears what becomes of it; the other does not. */
    @ParameterizedTest
    @CsvSource({"BUSY,BUSY,true", "DECLINED,DECLINED,false", "CANCELLED,NO_ANSWER,true"})
    void whoAskedByItsPhoneIsToldThatTheThirdDoesNotCome(Reason said, Reason why, boolean first) {
        talk();
        FakeLeg by = first ? caller : callee;
        asks(by, "103");
        assertEquals(List.of("join 103 begun"), toldOfJoins(by));
        sim.then(() -> sim.leg("1003").end(said));
        assertEquals(List.of("join 103 begun", "join 103 failed " + why), toldOfJoins(by));
        assertEquals(List.of(), toldOfJoins(first ? callee : caller));
        hearEachOther(caller, callee);
    }

    @Test
    void whoAskedByItsPhoneIsToldOfNumbersThatLeadToNobody() {
        talk();
        asks(caller, "999");
        asks(caller, "8001");
        assertEquals(
                List.of(
                        "join 999 begun",
                        "join 999 failed NOT_FOUND",
                        "join 8001 begun",
                        "join 8001 failed BAD_REQUEST"),
                toldOfJoins(caller));
    }

    @Test
    void whoAskedByItsPhoneIsToldWhatIsRefusedAtOnceAndWhatIsDone() {
        talk();
        asks(caller, "103");
        asks(callee, "104");
        sim.then(sim.leg("1003")::accept);
        asks(sim.leg("1003"), "104");
        assertEquals(List.of("join 103 begun", "join 103 done"), toldOfJoins(caller));
        assertEquals(
                List.of("join 104 refused: somebody is being added already"), toldOfJoins(callee));
        assertEquals(List.of("join 104 refused: three talk already"), toldOfJoins(sim.leg("1003")));
    }

    /** An operator is answered by the command and the events. */
    @Test
    void byCommandNoPhoneIsTold() {
        talk();
        join(caller, "103");
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(List.of(), toldOfJoins(caller));
    }

    @Test
    void oneWhoDoesNotAnswerIsGivenUp() {
        talk();
        join(caller, "device:1003");
        FakeLeg third = sim.leg("1003");
        sim.then(third::ringing);
        sim.advance(Duration.ofSeconds(31));
        assertTrue(third.ended());
        assertEquals(1, sim.events(HouseEvent.JoinFailed.class).size());
        hearEachOther(caller, callee);
    }

    @Test
    void aNumberThatNobodyHasAndARoom() {
        talk();
        join(caller, "999");
        assertEquals(
                Reason.NOT_FOUND, sim.events(HouseEvent.JoinFailed.class).get(0).cause().reason());
        join(caller, "8001");
        assertEquals(
                Reason.BAD_REQUEST,
                sim.events(HouseEvent.JoinFailed.class).get(1).cause().reason());
        hearEachOther(caller, callee);
    }

    @Test
    void whoLeavesWhileTheThirdRingsEndsItAll() {
        talk();
        join(caller, "103");
        sim.then(() -> callee.end(Reason.NORMAL));
        assertTrue(caller.ended());
        assertEquals(Reason.CANCELLED, sim.leg("1003").cause().get().reason());
    }

    @Test
    void theThirdIsTakenBackWhileItRings() {
        talk();
        join(caller, "103");
        FakeLeg third = sim.leg("1003");
        execute(new CallCommand.Hangup(only().id(), Optional.of(third.id())));
        assertTrue(third.ended());
        assertEquals("TALKING", only().state());
        hearEachOther(caller, callee);
    }

    @Test
    void whatCannotBeJoinedSaysWhy() {
        FakeLeg third = three();
        assertEquals(refused("three talk already"), join(third, "104"));
        assertEquals(
                refused("there is no such leg"),
                execute(
                        new CallCommand.Join(
                                only().id(), new LegId("x"), new TransferTo.Number("104"))));
        sim.then(() -> third.end(Reason.NORMAL));
        execute(new CallCommand.Hold(only().id(), callee.id(), true));
        assertEquals(refused("one of the two is on hold: resume first"), join(caller, "104"));
        execute(new CallCommand.Hold(only().id(), callee.id(), false));
        join(caller, "104");
        assertEquals(refused("somebody is being added already"), join(caller, "105"));
    }

    private static CommandResult refused(String why) {
        return new CommandResult.Refused(why);
    }

    /** Two who talk on need no music while the third is away. */
    @Test
    void whoHoldsOfThreeIsAwayAndTheOthersTalkOn() {
        FakeLeg third = three();
        sim.then(() -> callee.holdFromFarSide(true));
        hearEachOther(caller, third);
        assertTrue(sim.media.players().isEmpty());
        sim.then(() -> third.holdFromFarSide(true));
        assertFalse(sim.media.players().isEmpty(), "one is alone");
        sim.then(() -> third.holdFromFarSide(false));
        sim.then(() -> callee.holdFromFarSide(false));
        hearEachOther(caller, callee, third);
    }

    @Test
    void keysArePlayedInTheirOrderToWhoHasAnswered() {
        caller = sim.call("1001", "102");
        callee = sim.leg("1002");
        CallCommand.Press press = new CallCommand.Press(only().id(), callee.id(), "1#7");
        assertEquals(refused("it has not answered yet"), execute(press));
        sim.then(callee::accept);
        assertEquals(new CommandResult.Done(only().id()), execute(press));
        assertEquals(
                List.of("digit 1", "digit #", "digit 7"),
                callee.told().stream().filter(t -> t.startsWith("digit")).toList());
        assertFalse(caller.wasTold("digit 1"));
    }
}
