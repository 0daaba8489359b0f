package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.media.api.Mix;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

class RoomCallTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    private CallSnapshot room() {
        return sim.log.snapshot().calls().stream()
                .filter(call -> call.room().isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void membersMeetInOneMixAndTheLastClosesTheRoom() {
        FakeLeg first = sim.call("1001", "8001");
        FakeLeg second = sim.call("1002", "8001");
        FakeLeg elsewhere = sim.call("1003", "8002");
        assertEquals(List.of("answer"), first.told());
        assertEquals(2, sim.house.roomsUp());
        assertEquals(2, room().legs().size());
        assertEquals(Optional.of("8001"), room().room());
        var mix = sim.media.mixOf(first.media().get()).orElseThrow();
        assertTrue(mix.has(second.media().get()));
        assertTrue(!mix.has(elsewhere.media().get()));
        sim.then(() -> first.end(Reason.NORMAL));
        assertEquals(List.of(second.media().get()), mix.members());
        sim.then(() -> second.end(Reason.NORMAL));
        assertTrue(mix.closed());
        assertEquals(1, sim.house.roomsUp());
        assertEquals(3, sim.events(HouseEvent.CallEnded.class).size());
    }

    @Test
    void aFullRoomIsBusyBeforeItAnswers() {
        List<FakeLeg> members = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            members.add(sim.call("100" + i, "8001"));
        }
        FakeLeg late = sim.call("1004", "8001");
        assertEquals(List.of("hangup BUSY"), late.told());
        sim.then(() -> members.get(0).end(Reason.NORMAL));
        assertEquals(List.of("answer"), sim.call("1004", "8001").told());
    }

    @Test
    void hangingUpTheRoomEndsEveryMembersCall() {
        FakeLeg first = sim.call("1001", "8001");
        FakeLeg second = sim.call("1002", "8001");
        sim.house.execute(new CallCommand.Hangup(room().id(), Optional.of(first.id())));
        sim.threads.settle();
        assertTrue(first.ended() && !second.ended());
        sim.house.execute(new CallCommand.Hangup(room().id(), Optional.empty()));
        sim.threads.settle();
        assertTrue(second.ended());
    }

    @Test
    void whoLeavesWhileBeingAnsweredLeavesNoSeat() {
        FakeLeg caller = sim.offer("1001", "8001").answersLater();
        sim.threads.settle();
        assertEquals(1, sim.house.roomsUp());
        sim.then(() -> caller.end(Reason.CANCELLED));
        assertEquals(0, sim.house.roomsUp());
        sim.then(caller::completeAnswer);
        assertEquals(0, sim.house.roomsUp());
    }

    @Test
    void aMutedMemberIsNotHeardAndALockedRoomIsRefused() {
        FakeLeg first = sim.call("1001", "8001");
        sim.call("1002", "8001");
        assertEquals(done(), command(new CallCommand.Mute(room().id(), first.id(), true)));
        assertEquals(List.of(true, false), muted());
        assertEquals(done(), command(new CallCommand.Lock(room().id(), true)));
        assertEquals("LOCKED", room().state());
        FakeLeg late = sim.call("1003", "8001");
        assertEquals(List.of("hangup DECLINED"), late.told());
        command(new CallCommand.Lock(room().id(), false));
        assertEquals(List.of("answer"), sim.call("1003", "8001").told());
        assertEquals(done(), command(new CallCommand.Mute(room().id(), first.id(), false)));
        assertEquals(List.of(false, false, false), muted());
    }

    @Test
    void whatIsNoMemberOfARoomIsNotMuted() {
        FakeLeg first = sim.call("1001", "8001");
        CallCommand stranger =
                new CallCommand.Mute(room().id(), new LegId("nobody"), true);
        assertEquals(new CommandResult.Refused("there is no such leg"), command(stranger));
        CallId other = new CallId("other");
        assertEquals(
                new CommandResult.Refused("there is no room other"),
                command(new CallCommand.Mute(other, first.id(), true)));
        assertEquals(
                new CommandResult.Refused("there is no room other"),
                command(new CallCommand.Lock(other, true)));
    }

    private CommandResult command(CallCommand command) {
        CompletableFuture<CommandResult> result =
                sim.house.execute(command).toCompletableFuture();
        sim.threads.settle();
        return result.join();
    }

    private CommandResult done() {
        return new CommandResult.Done(room().id());
    }

    private List<Boolean> muted() {
        FakeMedia.FakeMix mix =
                sim.media.mixOf(sim.legs().get(0).media().get()).orElseThrow();
        return mix.snapshot().toCompletableFuture().join().seats().stream()
                .map(Mix.Seat::muted)
                .toList();
    }

    @Test
    void aRoomWithToneSaysWhoComesAndGoesAndOthersDoNot() {
        FakeLeg first = sim.call("1001", "7100");
        FakeMedia.FakeMix mix = sim.media.mixOf(first.media().get()).orElseThrow();
        assertEquals(2, mix.members().size());
        sim.then(() -> ((FakeMedia.FakePlayer) mix.members().get(1)).finish());
        assertEquals(1, mix.members().size());
        FakeLeg second = sim.call("1002", "7100");
        assertEquals(3, mix.members().size());
        sim.then(() -> second.end(Reason.NORMAL));
        assertEquals(2, mix.members().size(), "one tone at a time");
        FakeLeg silent = sim.call("1003", "8001");
        assertEquals(1, sim.media.mixOf(silent.media().get()).orElseThrow().members().size());
    }

    private static void press(FakeLeg leg, String keys) {
        keys.chars().forEach(key -> leg.press((char) key, 100));
    }

    @Test
    void aPinOpensTheRoom() {
        FakeLeg caller = sim.call("1001", "7000");
        assertEquals(List.of("answer"), caller.told());
        assertEquals(0, sim.house.roomsUp());
        assertEquals("RINGING", sim.log.snapshot().calls().get(0).state());
        sim.then(() -> press(caller, "123"));
        assertEquals(0, sim.house.roomsUp());
        sim.then(() -> press(caller, "4"));
        assertEquals("7000", room().room().orElseThrow());
        assertTrue(!caller.ended());
    }

    @Test
    void threeWrongPinsEndTheCall() {
        FakeLeg caller = sim.call("1001", "7000");
        sim.then(() -> press(caller, "1235"));
        sim.then(() -> press(caller, "12#"));
        assertTrue(!caller.ended());
        sim.advance(Duration.ofSeconds(8));
        assertEquals(Reason.DECLINED, caller.cause().orElseThrow().reason());
        assertEquals(0, sim.house.roomsUp());
    }

    @Test
    void theThirdPinMayBeTheRightOne() {
        FakeLeg caller = sim.call("1001", "7000");
        sim.then(() -> press(caller, "0000"));
        sim.then(() -> press(caller, "0000"));
        sim.then(() -> press(caller, "1234"));
        assertEquals(1, sim.house.roomsUp());
        assertTrue(!caller.ended());
    }

    @Test
    void whoHangsUpBeforeThePinLeavesNothing() {
        FakeLeg caller = sim.call("1001", "7000");
        sim.then(() -> caller.end(Reason.NORMAL));
        sim.advance(Duration.ofSeconds(60));
        assertEquals(0, sim.house.callsUp());
    }
}
