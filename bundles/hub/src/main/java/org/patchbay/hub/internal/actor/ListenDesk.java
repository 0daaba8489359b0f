package org.patchbay.hub.internal.actor;

import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.media.api.MixMember;

/** What one call has to do with others that it listens to. Owned by the call's thread. */
final class ListenDesk {
    private final CallActor actor;
    private final Neighbours neighbours;
    private final Map<LegId, LegSlot> slots;

    ListenDesk(CallActor actor, Neighbours neighbours, Map<LegId, LegSlot> slots) {
        this.actor = actor;
        this.neighbours = neighbours;
        this.slots = slots;
    }

    void listen(Effect.Listen effect) {
        Optional<LegSlot> slot = Optional.ofNullable(slots.get(effect.leg()));
        Optional<MixMember> media = slot.map(LegSlot::leg).flatMap(Leg::media);
        if (media.isPresent()) {
            neighbours.listen(effect.call(), new Ear(slot.get(), actor, media.get()));
        }
    }

    void stop(Effect.ListenNoMore effect) {
        neighbours.listenNoMore(effect.call(), effect.leg());
    }
}
