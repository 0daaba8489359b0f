package org.patchbay.hub.internal.actor;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.media.api.MixMember;

/** What one call has to do with rooms. Owned by the call's thread. */
final class SeatDesk {
    private final CallActor actor;
    private final Neighbours neighbours;
    private final Map<LegId, LegSlot> slots;
    private final CallAudio audio;
    private Neighbours.Guest guest;

    SeatDesk(CallActor actor, Neighbours neighbours, Map<LegId, LegSlot> slots, CallAudio audio) {
        this.actor = actor;
        this.neighbours = neighbours;
        this.slots = slots;
        this.audio = audio;
    }

    void reserve(Effect.ReserveSeat effect) {
        LegSlot slot = slots.get(effect.leg());
        if (slot == null) {
            return;
        }
        OptionalInt digits = neighbours.pins().wanted(effect.room(), slot.target(), effect.pin());
        if (digits.isEmpty()) {
            DisconnectCause none = DisconnectCause.of(Reason.UNAVAILABLE, "no directory");
            actor.followUp(new Message.SeatRefused(effect.room(), none));
        } else if (digits.getAsInt() > 0) {
            actor.followUp(new Message.PinWanted(effect.room(), digits.getAsInt()));
        } else {
            guest = new Neighbours.Guest(slot, actor, who(slot));
            neighbours.reserveSeat(effect.room(), guest);
        }
    }

    /** By the number, for somebody may have several phones; by the line where that is withheld. */
    private String who(LegSlot slot) {
        String number = actor.state().facts().caller().number();
        return number.isEmpty() ? slot.target() : number;
    }

    void take(Effect.TakeSeat effect) {
        Optional<MixMember> media =
                Optional.ofNullable(slots.get(effect.leg())).map(LegSlot::leg).flatMap(Leg::media);
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
