package org.patchbay.console.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.console.internal.text.Sample;
import org.patchbay.media.api.Mix.Seat;

class RoomCommandsTest {
    private static final CallId ID = new CallId("r1");

    private final FakeHouse house = new FakeHouse();

    @AfterEach
    void everyServiceIsGivenBack() {
        assertEquals(List.of(), house.unreturned);
    }

    /** Of two members, the second muted. */
    private static CallSnapshot room(String state) {
        CallSnapshot call = Sample.call("r1");
        return new CallSnapshot(
                ID,
                state,
                call.startedAt(),
                call.answeredAt(),
                call.caller(),
                "8001",
                Optional.of("8001"),
                Optional.empty(),
                "room",
                List.of(),
                call.legs(),
                Optional.of(
                        Sample.mix(false, Sample.seat("l1", -18.2), new Seat("l2", -96, 0, true))));
    }

    private void open(String state) {
        house.withHub().hub.calls.addAll(List.of(Sample.call("other"), room(state)));
    }

    private static <C extends RoomCommandByNumber> C about(C command, String number) {
        command.number = number;
        return command;
    }

    @Test
    void roomsAreListed() throws Exception {
        assertTrue(house.withHub().run(new RoomsCommand()).startsWith("Nobody is in a room."));
        open("LOCKED");
        List<String> lines = house.run(new RoomsCommand()).lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).matches("8001 +2 +.* locked +r1 *"), lines.get(1));
    }

    @Test
    void aRosterSaysWhoIsHeard() throws Exception {
        open("IN_ROOM");
        String roster = house.run(about(new RoomCommand(), "8001"));
        assertTrue(roster.startsWith("room 8001, call r1, up "), roster);
        assertTrue(!roster.contains("locked"), roster);
        List<String> lines = roster.lines().toList();
        assertTrue(lines.get(3).matches("l1 +device:1001 +yes +-18.*"), lines.get(3));
        assertTrue(lines.get(4).matches("l2 +device:1002 +muted .*"), lines.get(4));
        assertEquals("Nobody is in room 8002.\n", house.run(about(new RoomCommand(), "8002")));
    }

    @Test
    void membersAreMutedAndSentOutAndRoomsLocked() throws Exception {
        open("IN_ROOM");
        MuteCommand mute = about(new MuteCommand(), "8001");
        mute.leg = "l2";
        assertEquals("Mutes: leg l2 in c-1\n", house.run(mute));
        mute.leg = "x";
        assertEquals("There is no leg x.\n", house.run(mute));
        UnmuteCommand unmute = about(new UnmuteCommand(), "8001");
        unmute.leg = "l2";
        assertEquals("Lets speak: leg l2 in c-1\n", house.run(unmute));
        KickCommand kick = about(new KickCommand(), "8001");
        kick.leg = "l1";
        assertEquals("Sends out: leg l1 in c-1\n", house.run(kick));
        assertEquals("Locks: room c-1\n", house.run(about(new RoomLockCommand(), "8001")));
        assertEquals("Opens: room c-1\n", house.run(about(new RoomUnlockCommand(), "8001")));
        assertEquals(
                List.of(
                        new CallCommand.Mute(ID, new LegId("l2"), true),
                        new CallCommand.Mute(ID, new LegId("l2"), false),
                        new CallCommand.Kick(ID, new LegId("l1")),
                        new CallCommand.Lock(ID, true),
                        new CallCommand.Lock(ID, false)),
                house.hub.commands);
    }
}
