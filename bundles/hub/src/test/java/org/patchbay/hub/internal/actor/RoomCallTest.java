package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.testkit.FakeLeg;

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
}
