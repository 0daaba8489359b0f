package org.patchbay.hub.internal.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;

class RoomTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final LegId A = new LegId("a");
    private static final LegId B = new LegId("b");
    private static final LegId C = new LegId("c");

    private Room room = Room.open(new CallId("r"), "8001", 2, NOW);
    private List<RoomEffect> effects = List.of();

    private void hear(RoomMessage message) {
        Room.Step step = room.next(message, NOW.plusSeconds(3));
        room = step.room();
        effects = step.effects();
    }

    private static RoomMessage.Reserve reserve(LegId leg) {
        return new RoomMessage.Reserve(leg, new CallId("call-" + leg), "device:1");
    }

    private static RoomMessage leave(LegId leg) {
        return new RoomMessage.Leave(leg, DisconnectCause.of(Reason.NORMAL));
    }

    private boolean published(Class<? extends HouseEvent> kind) {
        return effects.stream()
                .anyMatch(e -> e instanceof RoomEffect.Publish p && kind.isInstance(p.event()));
    }

    @Test
    void beginsWithTheFirstSeatAndEndsWithTheLast() {
        hear(reserve(A));
        assertTrue(published(HouseEvent.CallStarted.class));
        hear(new RoomMessage.Take(A));
        assertEquals(new RoomEffect.Join(A), effects.get(0));
        hear(reserve(B));
        assertFalse(published(HouseEvent.CallStarted.class));
        hear(leave(A));
        assertEquals(new RoomEffect.Part(A), effects.get(0));
        assertFalse(room.over());
        hear(leave(B));
        assertTrue(published(HouseEvent.CallEnded.class) && room.over());
        assertTrue(effects.contains(new RoomEffect.Vanish()));
    }

    @Test
    void aFullRoomRefuses() {
        hear(reserve(A));
        hear(reserve(B));
        hear(reserve(C));
        assertTrue(
                effects.get(0) instanceof RoomEffect.Refuse no
                        && no.cause().reason() == Reason.BUSY);
        assertEquals(2, room.seats().size());
    }

    @Test
    void aRoomThatIsOverSendsGuestsOn() {
        hear(reserve(A));
        hear(leave(A));
        hear(reserve(B));
        assertEquals(List.of(new RoomEffect.SendOn(reserve(B))), effects);
    }

    @Test
    void aRoomThatNobodyCameToVanishesUnheard() {
        hear(new RoomMessage.NobodyCame());
        assertEquals(List.of(new RoomEffect.Vanish()), effects);
        hear(new RoomMessage.NobodyCame());
        assertEquals(List.of(), effects);
    }

    @Test
    void whoIsNotThereDoesNothing() {
        hear(reserve(A));
        hear(leave(B));
        assertEquals(List.of(), effects);
        hear(new RoomMessage.Take(B));
        assertEquals(List.of(), effects);
    }

    @Test
    void aLockedRoomRefusesAndAnOpenOneDoesNot() {
        hear(reserve(A));
        hear(new RoomMessage.Lock(true));
        assertTrue(published(HouseEvent.RoomLocked.class) && room.locked());
        hear(new RoomMessage.Lock(true));
        assertEquals(List.of(), effects);
        hear(reserve(B));
        assertTrue(
                effects.get(0) instanceof RoomEffect.Refuse no
                        && no.cause().reason() == Reason.DECLINED);
        hear(new RoomMessage.Take(A));
        assertTrue(room.locked(), "whatever its members do");
        hear(new RoomMessage.Lock(false));
        hear(reserve(B));
        assertEquals(2, room.seats().size());
    }

    @Test
    void nobodyLocksAnEmptyRoom() {
        hear(new RoomMessage.Lock(true));
        assertEquals(List.of(), effects);
        assertFalse(room.locked());
    }

    @Test
    void aMutedMemberStaysSoWhereverItComesBackFrom() {
        hear(reserve(A));
        hear(new RoomMessage.Mute(A, true));
        assertEquals(1, effects.size(), "it is not in yet");
        assertTrue(published(HouseEvent.LegMuted.class));
        hear(new RoomMessage.Take(A));
        assertEquals(new RoomEffect.Join(A), effects.get(0));
        assertEquals(new RoomEffect.Mute(A, true), effects.get(1));
        hear(new RoomMessage.Hold(A, true));
        hear(new RoomMessage.Hold(A, false));
        assertEquals(
                List.of(new RoomEffect.Join(A), new RoomEffect.Mute(A, true)), effects);
        hear(new RoomMessage.Mute(A, true));
        assertEquals(List.of(), effects);
        hear(new RoomMessage.Mute(A, false));
        assertEquals(new RoomEffect.Mute(A, false), effects.get(0));
        hear(new RoomMessage.Mute(B, true));
        assertEquals(List.of(), effects);
    }

    @Test
    void whoComesAndWhoGoesIsHeard() {
        hear(reserve(A));
        assertFalse(chimed(true), "only kept");
        hear(new RoomMessage.Take(A));
        assertTrue(chimed(true));
        hear(new RoomMessage.Take(A));
        assertFalse(chimed(true), "its media changed");
        hear(reserve(B));
        hear(leave(B));
        assertFalse(chimed(false), "it never came");
        hear(reserve(B));
        hear(new RoomMessage.Take(B));
        hear(leave(B));
        assertTrue(chimed(false));
        hear(leave(A));
        assertFalse(chimed(false), "nobody is left to hear it");
    }

    private boolean chimed(boolean came) {
        return effects.contains(new RoomEffect.Chime(came));
    }
}
