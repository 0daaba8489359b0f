package org.patchbay.hub.internal.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
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
        hear(message, NOW.plusSeconds(3));
    }

    private void hear(RoomMessage message, Instant now) {
        Room.Step step = room.next(message, now);
        room = step.room();
        effects = step.effects();
    }

    private static RoomMessage.Reserve reserve(LegId leg) {
        return new RoomMessage.Reserve(leg, new CallId("call-" + leg), "device:1", "who-" + leg);
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

    /** Whoever locks it sees in the roster who is yet to come. */
    @Test
    void whoIsOnTheWayInWhenARoomIsLockedGetsIn() {
        hear(reserve(A));
        hear(new RoomMessage.Take(A));
        hear(reserve(B));
        hear(new RoomMessage.Lock(true));
        assertEquals(Set.of(A, B), room.seats().keySet());
        hear(new RoomMessage.Take(B));
        assertEquals(new RoomEffect.Join(B), effects.get(0));
    }

    @Test
    void whoIsSentOutIsOutAtOnceAndNotBackAtOnce() {
        hear(reserve(A));
        hear(new RoomMessage.Take(A));
        hear(reserve(B));
        hear(new RoomMessage.Take(B));
        hear(new RoomMessage.Kick(B));
        assertEquals(Set.of(A), room.seats().keySet());
        assertEquals(new RoomEffect.Part(B), effects.get(0));
        assertTrue(published(HouseEvent.LegEnded.class));
        assertTrue(
                effects.get(effects.size() - 1) instanceof RoomEffect.SendOut out
                        && out.leg().equals(B)
                        && out.cause().reason() == Reason.DECLINED);
        hear(new RoomMessage.Take(B));
        assertEquals(List.of(), effects, "a word that crossed ours");
        hear(again(B), NOW.plusSeconds(62));
        assertTrue(effects.get(0) instanceof RoomEffect.Refuse);
        hear(reserve(C), NOW.plusSeconds(62));
        assertTrue(effects.contains(new RoomEffect.Keep(C)), "nobody else is meant");
        hear(leave(C));
        hear(again(B), NOW.plusSeconds(63));
        assertTrue(effects.get(0) instanceof RoomEffect.Keep);
    }

    /** The same one calls again. */
    private static RoomMessage again(LegId leg) {
        return new RoomMessage.Reserve(
                new LegId("again"), new CallId("again"), "device:1", "who-" + leg);
    }

    @Test
    void theLastWhoIsSentOutEndsTheRoom() {
        hear(reserve(A));
        hear(new RoomMessage.Kick(B));
        assertEquals(List.of(), effects);
        hear(new RoomMessage.Kick(A));
        assertTrue(room.over() && effects.contains(new RoomEffect.Vanish()));
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
        assertEquals(List.of(new RoomEffect.Join(A), new RoomEffect.Mute(A, true)), effects);
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
