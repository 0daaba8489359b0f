package org.patchbay.hub.internal.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.hub.internal.call.Facts;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.outside.ShownCaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials the legs of one call. Owned by the call's thread. */
final class DialDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DialDesk.class);

    private final CallActor actor;
    private final Surroundings house;
    private final Map<LegId, LegSlot> slots;
    private List<String> offeredCodecs = List.of();
    private Passage passage = Passage.FIRST;

    /**
     * @param slots of the call, as they are at any moment
     */
    DialDesk(CallActor actor, Surroundings house, Map<LegId, LegSlot> slots) {
        this.actor = actor;
        this.house = house;
        this.slots = slots;
    }

    /** As the call came in; one that is made by command never does. */
    void offered(CallOffer offer) {
        offeredCodecs = offer.codecs();
        passage = offer.passage();
    }

    /**
     * @return empty where it was not to be dialled, which the call is told
     */
    Optional<LegSlot> dial(Effect.Dial effect) {
        LegId id = effect.branch().leg();
        // By the scheme that was asked for: a branch is written in its provider's own words.
        Optional<LegProvider> provider = house.parts().provider(effect.branch().origin().scheme());
        if (provider.isEmpty()) {
            return refused(id, DisconnectCause.of(Reason.UNAVAILABLE));
        }
        Directory directory = house.parts().directory();
        Target target = effect.branch().target();
        Optional<String> user = actor.state().account();
        Optional<DisconnectCause> forbidden = house.outside().enter(id, target, user, directory);
        if (forbidden.isPresent()) {
            LOG.info("call {} may not go out: {}", actor.id(), forbidden.get().text());
            return refused(id, forbidden.get());
        }
        try {
            DialRequest request =
                    new DialRequest(
                            actor.id(),
                            id,
                            target,
                            shown(effect.caller()).over(target, user, directory),
                            effect.called(),
                            preferredCodecs(),
                            passage,
                            actor.state().caller().isEmpty(),
                            actor.state().willListenTo());
            LegPost post = new LegPost(id, actor, () -> house.outside().left(id));
            Leg leg = provider.get().dial(request, post);
            return Optional.of(new LegSlot(id, false, target.toString(), leg, post));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("call {}: {} could not be dialled", actor.id(), target, e);
            house.outside().left(id);
            return refused(id, Causes.of(e));
        }
    }

    private ShownCaller shown(Party caller) {
        Facts facts = actor.state().facts();
        return new ShownCaller(caller, facts.trunk().isPresent() && caller.equals(facts.caller()));
    }

    /** It is told to end: what is dialled in its stead must not find its place taken. */
    void givesUp(LegId leg) {
        house.outside().left(leg);
    }

    private Optional<LegSlot> refused(LegId id, DisconnectCause cause) {
        actor.followUp(new Message.Ended(id, cause));
        return Optional.empty();
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
