package org.patchbay.hub.internal.actor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.directory.api.Directory;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;
import org.patchbay.hub.internal.route.Owners;
import org.patchbay.hub.internal.route.TargetResolver;

/** What one call has to do with legs that commands move. Owned by the call's thread. */
final class MoveDesk {
    private final CallActor actor;
    private final Surroundings house;
    private final Neighbours neighbours;
    private final Map<LegId, LegSlot> slots;
    private final CallAudio audio;
    private final Replies replies;
    private final Map<LegId, CallActor> out = new HashMap<>();

    /**
     * @param slots of the call, as they are at any moment
     */
    MoveDesk(
            CallActor actor,
            Surroundings house,
            Neighbours neighbours,
            Map<LegId, LegSlot> slots,
            CallAudio audio,
            Replies replies) {
        this.actor = actor;
        this.house = house;
        this.neighbours = neighbours;
        this.slots = slots;
        this.audio = audio;
        this.replies = replies;
    }

    /** What is seen now need not be so when the leg gets there: then it fares as any caller. */
    void tryPlan(Effect.TryPlan effect) {
        if (effect.plan() instanceof Plan.JoinRoom join) {
            neighbours
                    .refusesGuest(join.room(), who(effect.leg()))
                    .thenAccept(no -> actor.post(new Message.Tried(effect.ask(), no)));
        } else {
            actor.followUp(new Message.Tried(effect.ask(), refusal(effect)));
        }
    }

    /** As {@link SeatDesk} names it to the room. */
    private String who(LegId leg) {
        Party caller = actor.state().facts().caller();
        boolean calls = actor.state().caller().filter(c -> c.leg().equals(leg)).isPresent();
        String number = calls ? caller.number() : owner(leg).party().map(Party::number).orElse("");
        return number.isEmpty() ? slots.get(leg).target() : number;
    }

    private Owner owner(LegId leg) {
        return Owners.of(house.parts().directory(), slots.get(leg).target());
    }

    private Optional<DisconnectCause> refusal(Effect.TryPlan effect) {
        if (effect.plan() instanceof Plan.Ring ring) {
            Optional<String> device = owner(effect.leg()).device();
            TargetResolver resolver =
                    new TargetResolver(
                            house.parts(), house.legIds(), device, Surroundings.MAX_LEGS);
            Message.Resolved found = resolver.resolve(ring);
            return found.rounds().isEmpty()
                    ? found.unreached().or(() -> Optional.of(DisconnectCause.of(Reason.NOT_FOUND)))
                    : forbidden(found, effect.user());
        }
        if (effect.plan() instanceof Plan.RunApp run && !isThere(run.app())) {
            String why = "no app '" + run.app() + "' is installed";
            return Optional.of(DisconnectCause.of(Reason.UNAVAILABLE, why));
        }
        return Optional.empty();
    }

    /** Where none of them may be rung. */
    private Optional<DisconnectCause> forbidden(Message.Resolved found, Optional<String> user) {
        Directory directory = house.parts().directory();
        List<Optional<DisconnectCause>> all =
                found.rounds().stream()
                        .flatMap(List::stream)
                        .map(b -> house.outside().refuses(b.target(), user, directory))
                        .toList();
        return all.stream().allMatch(Optional::isPresent) ? all.get(0) : Optional.empty();
    }

    private boolean isThere(String app) {
        return house.parts().apps().stream().anyMatch(a -> a.name().equals(app));
    }

    /** It is in no mix until its new call wants it in one. */
    void moveOut(Effect.MoveOut effect) {
        LegId leg = effect.moved().newcomer().leg();
        Optional<CallActor> call = neighbours.moveIn(slots.get(leg), effect.moved());
        if (call.isEmpty()) {
            replies.failed(effect.ticket(), new IllegalStateException("too many calls are up"));
            return;
        }
        out.put(leg, call.get());
        actor.publish(new HouseEvent.LegMoved(actor.id(), leg, effect.moved().to().text()));
        if (audio.isIn(leg)) {
            actor.publish(new HouseEvent.LegLeftMix(actor.id(), leg));
            audio.leave(leg);
        }
        replies.done(effect.ticket(), null);
        actor.movedOut(leg, call.get());
    }

    /** Nobody else has it any more. */
    void isBack(LegId leg) {
        out.remove(leg);
    }

    /** The call that has that leg now. */
    Optional<CallActor> takerOf(LegId leg) {
        return Optional.ofNullable(out.get(leg));
    }
}
