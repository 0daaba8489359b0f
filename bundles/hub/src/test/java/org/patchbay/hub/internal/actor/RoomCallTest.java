package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
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
        CallCommand stranger = new CallCommand.Mute(room().id(), new LegId("nobody"), true);
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
        CompletableFuture<CommandResult> result = sim.house.execute(command).toCompletableFuture();
        sim.threads.settle();
        return result.join();
    }

    private CommandResult done() {
        return new CommandResult.Done(room().id());
    }

    private List<Boolean> muted() {
        FakeMedia.FakeMix mix = sim.media.mixOf(sim.legs().get(0).media().get()).orElseThrow();
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

    /** They are as good as a password: whoever reads events or a trace is not to have them. */
    @Test
    void theKeysOfAPinAreNotTold() {
        FakeLeg caller = sim.call("1001", "7000");
        sim.then(() -> press(caller, "0000"));
        sim.then(() -> press(caller, "1234"));
        assertEquals(List.of(), sim.events(HouseEvent.LegDigit.class));
        sim.then(() -> press(caller, "5"));
        assertEquals(1, sim.events(HouseEvent.LegDigit.class).size(), "in the room they are");
        assertFalse(sim.events.toString().contains("1234"));
    }

    /**
     * Six wrong ones by that device, in however many calls; then even the right one is not seen.
     */
    @Test
    void whoGuessesByManyCallsIsNotListenedTo() {
        for (int i = 0; i < 6; i += 3) {
            FakeLeg guess = sim.call("1001", "7000");
            for (int k = 0; k < 3; k++) {
                sim.then(() -> press(guess, "0000"));
            }
            assertTrue(guess.ended());
        }
        FakeLeg late = sim.call("1001", "7000");
        sim.then(() -> press(late, "1234"));
        assertEquals(0, sim.house.roomsUp());
        FakeLeg other = sim.call("1002", "7000");
        sim.then(() -> press(other, "1234"));
        assertEquals(1, sim.house.roomsUp(), "nobody else has to wait");
        sim.advance(Duration.ofSeconds(61));
        FakeLeg patient = sim.call("1001", "7000");
        sim.then(() -> press(patient, "1234"));
        assertEquals(2, room().legs().size());
    }

    /** Everything into the room of that number. */
    private static final class ToRoom implements CallApp {
        @Override
        public String name() {
            return "to-room";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            var plan = new Plan.JoinRoom(call.called());
            return CompletableFuture.completedFuture(new Decision.Follow(plan, "test", List.of()));
        }
    }

    /** It may have a PIN: nobody knows. */
    @Test
    void withoutADirectoryNoRoomOpens() {
        sim.parts.add(new ToRoom(), "to-room");
        sim.parts.unset(sim.parts.userDirectory().orElseThrow());
        FakeLeg caller = sim.call("1001", "7000");
        assertEquals(List.of("hangup UNAVAILABLE"), caller.told());
    }

    @Test
    void whoIsSentOutHearsItAndIsNotBackAtOnce() {
        FakeLeg first = sim.call("1001", "8001");
        FakeLeg second = sim.call("1002", "8001");
        FakeMedia.FakeMix mix = sim.media.mixOf(first.media().get()).orElseThrow();
        assertEquals(done(), command(new CallCommand.Kick(room().id(), second.id())));
        assertEquals(1, room().legs().size());
        assertEquals(1, mix.members().size());
        FakeMedia.FakeMix own = sim.media.mixOf(second.media().get()).orElseThrow();
        assertEquals(2, own.members().size(), "it and the tones");
        assertFalse(second.ended());
        sim.then(() -> ((FakeMedia.FakePlayer) own.members().get(1)).finish());
        assertEquals(Reason.DECLINED, second.cause().orElseThrow().reason());
        assertEquals(List.of("hangup DECLINED"), sim.call("1002", "8001").told());
        assertFalse(first.ended());
        sim.advance(Duration.ofMinutes(1));
        assertEquals(List.of("answer"), sim.call("1002", "8001").told());
    }

    @Test
    void whoIsSentOutGoesEvenWhereNoToneEnds() {
        sim.call("1001", "8001");
        FakeLeg second = sim.call("1002", "8001");
        command(new CallCommand.Kick(room().id(), second.id()));
        assertEquals(
                new CommandResult.Refused("there is no such leg"),
                command(new CallCommand.Kick(room().id(), second.id())));
        sim.advance(Duration.ofSeconds(3));
        assertTrue(second.ended());
    }

    @Test
    void whoIsSentOutOnTheWayInIsDeclined() {
        FakeLeg first = sim.call("1001", "8001");
        FakeLeg second = sim.offer("1002", "8001").answersLater();
        sim.threads.settle();
        assertEquals(2, room().legs().size());
        command(new CallCommand.Kick(room().id(), second.id()));
        assertEquals(Reason.DECLINED, second.cause().orElseThrow().reason());
        assertFalse(first.ended());
    }

    @Test
    void whoHangsUpBeforeThePinLeavesNothing() {
        FakeLeg caller = sim.call("1001", "7000");
        sim.then(() -> caller.end(Reason.NORMAL));
        sim.advance(Duration.ofSeconds(60));
        assertEquals(0, sim.house.callsUp());
    }
}
