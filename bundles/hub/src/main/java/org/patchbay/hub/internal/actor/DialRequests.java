package org.patchbay.hub.internal.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Origin;
import org.patchbay.call.api.Passage;
import org.patchbay.hub.internal.call.Facts;
import org.patchbay.hub.internal.message.Effect;

/** What one call tells those whom it dials. Owned by the call's thread. */
final class DialRequests {
    private final CallActor actor;
    private final Map<LegId, LegSlot> slots;
    private List<String> offeredCodecs = List.of();
    private Passage passage = Passage.FIRST;

    DialRequests(CallActor actor, Map<LegId, LegSlot> slots) {
        this.actor = actor;
        this.slots = slots;
    }

    /** As it came in; a call that is made by command never does. */
    void offered(CallOffer offer) {
        offeredCodecs = offer.codecs();
        passage = offer.passage();
    }

    DialRequest of(Effect.Dial effect) {
        Facts facts = actor.state().facts();
        return new DialRequest(
                actor.id(),
                effect.branch().leg(),
                effect.branch().target(),
                effect.caller(),
                effect.called(),
                preferredCodecs(),
                new Origin(facts.user(), facts.trunk(), passage));
    }

    /** What the caller's leg uses, or else what it offered: then nothing need be transcoded. */
    private List<String> preferredCodecs() {
        List<String> codecs = new ArrayList<>();
        actor.state()
                .caller()
                .filter(caller -> caller.answered())
                .map(caller -> slots.get(caller.leg()))
                .flatMap(slot -> slot.develop().media())
                .map(media -> media.codec().split("/", 2)[0])
                .filter(name -> !name.isEmpty())
                .ifPresent(codecs::add);
        offeredCodecs.stream().filter(name -> !codecs.contains(name)).forEach(codecs::add);
        return codecs;
    }
}
