package org.patchbay.hub.internal.hold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;

/**
 * Who of a call is away, and whether those who wait for them hear music. It stands between whom a
 * call wants in its mix and who is in it, so that nothing else of the call need know of hold: what
 * wants a leg in or out says so, and a leg that is away comes in when it is back. A pure machine.
 *
 * @param wanted whom the call wants in its mix
 * @param holding whose far side holds: they neither hear nor are heard
 * @param waiting who was put on hold by command: whom they talk to is away
 */
public record Hold(Set<LegId> wanted, Set<LegId> holding, Set<LegId> waiting) {
    public static final Hold NOBODY = new Hold(Set.of(), Set.of(), Set.of());

    /**
     * What one thing led to.
     *
     * @param nowWaits who was put on hold by it, or taken off
     */
    public record Step(Hold hold, List<Effect> effects, Map<LegId, Boolean> nowWaits) {}

    public Hold {
        wanted = frozen(wanted);
        holding = frozen(holding);
        waiting = frozen(waiting);
    }

    private static Set<LegId> frozen(Set<LegId> legs) {
        return legs.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(legs));
    }

    /** The call wants something; whatever is no matter of the mix passes as it is. */
    public Step next(Effect effect) {
        if (effect instanceof Effect.JoinMix join) {
            if (wanted.contains(join.leg())) {
                return away(join.leg()) ? step(this) : step(this, effect);
            }
            return to(with(wanted, join.leg(), true), holding, waiting);
        }
        if (effect instanceof Effect.LeaveMix leave) {
            return leaves(leave.leg(), effect);
        }
        if (effect instanceof Effect.TakeSeat seat) {
            return leaves(seat.leg(), effect);
        }
        return step(this, effect);
    }

    private Step leaves(LegId leg, Effect effect) {
        Step step = forget(leg, holding);
        List<Effect> effects = new ArrayList<>(step.effects());
        effects.remove(new Effect.LeaveMix(leg));
        effects.add(0, effect);
        return new Step(step.hold(), effects, step.nowWaits());
    }

    /** The far side of that leg holds, or is back. */
    public Step held(LegId leg, boolean held) {
        return to(wanted, with(holding, leg, held), waiting);
    }

    /** That leg ended; what it was to the mix ends by itself. */
    public Step gone(LegId leg) {
        Step step = forget(leg, with(holding, leg, false));
        List<Effect> effects = new ArrayList<>(step.effects());
        effects.removeAll(List.of(new Effect.LeaveMix(leg), new Effect.HoldLeg(leg, false)));
        Map<LegId, Boolean> nowWaits = new LinkedHashMap<>(step.nowWaits());
        nowWaits.remove(leg);
        return new Step(step.hold(), effects, nowWaits);
    }

    /** Who waits for nobody any more waits no more. */
    private Step forget(LegId leg, Set<LegId> nowHolding) {
        Set<LegId> left = with(wanted, leg, false);
        Set<LegId> waits = left.size() < 2 ? Set.of() : with(waiting, leg, false);
        return to(left, nowHolding, waits);
    }

    /** That leg shall wait, or no more. */
    public Step put(LegId leg, boolean waits) {
        return to(wanted, holding, with(waiting, leg, waits));
    }

    /** Why that leg cannot be put on hold or taken off; empty where it can. */
    public Optional<String> refuses(LegId leg, boolean waits) {
        if (waiting.contains(leg) == waits) {
            return Optional.of(waits ? "it is on hold already" : "it is not on hold");
        }
        if (waits && !(wanted.size() == 2 && wanted.contains(leg))) {
            return Optional.of("only one of two who talk can be put on hold");
        }
        return waits && !waiting.isEmpty()
                ? Optional.of("whom it talks to is on hold already")
                : Optional.empty();
    }

    private boolean away(LegId leg) {
        return holding.contains(leg) || !waiting.isEmpty() && !waiting.contains(leg);
    }

    private boolean isIn(LegId leg) {
        return wanted.contains(leg) && !away(leg);
    }

    /** One is there, and whom it would hear is away; two who are left talk. */
    private boolean music() {
        return wanted.stream().filter(this::isIn).count() == 1
                && wanted.stream().anyMatch(this::away);
    }

    private Step to(Set<LegId> nowWanted, Set<LegId> nowHolding, Set<LegId> nowWaiting) {
        Hold next = new Hold(nowWanted, nowHolding, nowWaiting);
        List<Effect> effects = new ArrayList<>();
        Set<LegId> legs = new LinkedHashSet<>(wanted);
        legs.addAll(nowWanted);
        legs.stream()
                .filter(leg -> isIn(leg) && !next.isIn(leg))
                .forEach(leg -> effects.add(new Effect.LeaveMix(leg)));
        if (music() != next.music()) {
            effects.add(new Effect.Music(next.music()));
        }
        legs.stream()
                .filter(leg -> !isIn(leg) && next.isIn(leg))
                .forEach(leg -> effects.add(new Effect.JoinMix(leg)));
        Map<LegId, Boolean> changed = new LinkedHashMap<>();
        waiting.stream().filter(l -> !nowWaiting.contains(l)).forEach(l -> changed.put(l, false));
        nowWaiting.stream().filter(l -> !waiting.contains(l)).forEach(l -> changed.put(l, true));
        changed.forEach((leg, waits) -> effects.add(new Effect.HoldLeg(leg, waits)));
        return new Step(next, effects, changed);
    }

    private static Set<LegId> with(Set<LegId> legs, LegId leg, boolean there) {
        Set<LegId> changed = new LinkedHashSet<>(legs);
        if (there) {
            changed.add(leg);
        } else {
            changed.remove(leg);
        }
        return changed;
    }

    private Step step(Hold next, Effect... effects) {
        return new Step(next, List.of(effects), Map.of());
    }
}
