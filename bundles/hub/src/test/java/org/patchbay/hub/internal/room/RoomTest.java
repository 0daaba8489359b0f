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
}
