package org.patchbay.hub.internal.actor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.directory.api.Directory;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Newcomer;
import org.patchbay.hub.internal.message.Owner;
import org.patchbay.hub.internal.route.Owners;

/** What one call has to do with transfers and with other calls. Owned by the call's thread. */
final class TransferDesk {
    private final CallActor actor;
    private final Surroundings house;
    private final Neighbours neighbours;
    private final Map<LegId, LegSlot> slots;
    private LegSlot asker;
    private SeatOffer offer;

    /**
     * @param slots of the call, as they are at any moment
     */
    TransferDesk(
            CallActor actor, Surroundings house, Neighbours neighbours, Map<LegId, LegSlot> slots) {
        this.actor = actor;
        this.house = house;
        this.neighbours = neighbours;
        this.slots = slots;
    }

    /** Who is told that it began is told its end, also where it has left by then. */
    void tell(Effect.TellTransfer effect) {
        if (effect.progress() instanceof TransferProgress.Begun) {
            asker = slots.get(effect.leg());
        }
        LegSlot told = slots.getOrDefault(effect.leg(), asker);
        if (told != null && told.id().equals(effect.leg())) {
            told.leg().transferring(effect.progress());
        }
        boolean last =
                effect.progress() instanceof TransferProgress.Done
                        || effect.progress() instanceof TransferProgress.Failed;
        if (last && asker != null && asker.id().equals(effect.leg())) {
            asker = null; // and not where somebody else's wish is refused meanwhile
        }
    }

    void identify(Effect.Identify effect) {
        Directory directory = house.parts().directory();
        Party party =
                effect.other()
                        .map(slots::get)
                        .flatMap(slot -> Owners.of(directory, slot.target()).party())
                        .orElse(effect.known());
        LegSlot shown = slots.get(effect.leg());
        if (shown != null) {
            shown.leg().identify(party);
        }
    }

    /** Whose the call's legs are. */
    Map<LegId, Owner> owners() {
        Directory directory = house.parts().directory();
        Map<LegId, Owner> owners = new HashMap<>();
        slots.forEach((id, slot) -> owners.put(id, Owners.of(directory, slot.target())));
        return owners;
    }

    /** Whose that leg is. */
    Owner owner(LegId leg) {
        return owners().getOrDefault(leg, Owner.NOBODY);
    }

    /** The device of who waits for those that are rung: nobody is rung by himself. */
    Optional<String> waitingDevice() {
        Directory directory = house.parts().directory();
        return actor.state()
                .caller()
                .map(caller -> slots.get(caller.leg()))
                .map(slot -> Owners.of(directory, slot.target()).device())
                .orElse(actor.state().facts().device());
    }

    void offerSeat(Effect.OfferSeat effect) {
        LegSlot slot = slots.get(effect.leg());
        if (slot == null) {
            return; // it has ended, and the call hears of it
        }
        Newcomer newcomer =
                new Newcomer(
                        slot.id(), slot.incoming(), slot.target(), effect.is(), effect.owner());
        SeatOffer made = new SeatOffer(actor, slot, effect.seat(), newcomer);
        offer = made;
        neighbours
                .callOf(effect.seat())
                .filter(call -> call != actor)
                .ifPresentOrElse(call -> call.seatOffered(made), made::lost);
    }

    void withdrawSeat() {
        if (offer != null) {
            offer.withdraw();
        }
    }

    /** The call that has that leg meanwhile, though ours was not told yet. */
    Optional<CallActor> takerOf(LegId leg) {
        return Optional.ofNullable(offer)
                .filter(o -> o.slot().id().equals(leg))
                .flatMap(SeatOffer::taker);
    }
}
