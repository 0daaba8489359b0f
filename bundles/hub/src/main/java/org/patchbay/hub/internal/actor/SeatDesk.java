package org.patchbay.hub.internal.actor;

import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.route.RoomPins;
import org.patchbay.media.api.MixMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one call has to do with rooms. Owned by the call's thread. */
final class SeatDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SeatDesk.class);

    private final CallActor actor;
    private final Surroundings house;
    private final Neighbours neighbours;
    private final Map<LegId, LegSlot> slots;
    private final CallAudio audio;
    private Neighbours.Guest guest;

    SeatDesk(
            CallActor actor,
            Surroundings house,
            Neighbours neighbours,
            Map<LegId, LegSlot> slots,
            CallAudio audio) {
        this.actor = actor;
        this.house = house;
        this.neighbours = neighbours;
        this.slots = slots;
        this.audio = audio;
    }

    void reserve(Effect.ReserveSeat effect) {
        LegSlot slot = slots.get(effect.leg());
        if (slot == null) {
            return;
        }
        int digits =
                house.parts()
                        .userDirectory()
                        .map(d -> RoomPins.wanted(d, effect.room(), effect.pin()))
                        .orElse(0);
        if (digits > 0) {
            if (!effect.pin().isEmpty()) {
                LOG.warn("call {}: wrong PIN for room {}", actor.id(), effect.room());
            }
            actor.followUp(new Message.PinWanted(effect.room(), digits));
            return;
        }
        guest = new Neighbours.Guest(slot, actor);
        neighbours.reserveSeat(effect.room(), guest);
    }

    void take(Effect.TakeSeat effect) {
        Optional<MixMember> media =
                Optional.ofNullable(slots.get(effect.leg()))
                        .map(LegSlot::leg)
                        .flatMap(Leg::media);
        if (media.isPresent()) {
            audio.forget(effect.leg());
            neighbours.takeSeat(effect.room(), effect.leg(), media.get());
        }
    }

    void hold(Effect.HoldSeat effect) {
        neighbours.holdSeat(effect.room(), effect.leg(), effect.held());
    }

    void leave(Effect.LeaveRoom effect) {
        if (guest != null) {
            neighbours.leaveRoom(effect.room(), guest, effect.cause());
        }
    }
}
