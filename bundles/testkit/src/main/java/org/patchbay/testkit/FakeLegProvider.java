package org.patchbay.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Target;

/** Reaches everybody of a scheme with {@link FakeLeg}s, and remembers them. Any thread may call. */
public final class FakeLegProvider implements LegProvider {
    private final String scheme;
    private final List<FakeLeg> legs = new ArrayList<>();
    private final Map<Target, List<Target>> branches = new HashMap<>();
    private final Set<Target> unreachable = new HashSet<>();
    private Consumer<FakeLeg> onDial = leg -> {};

    public FakeLegProvider(String scheme) {
        this.scheme = scheme;
    }

    /** What shall happen to each leg that is dialled, within the dial: {@code FakeLeg::accept}. */
    public synchronized FakeLegProvider onDial(Consumer<FakeLeg> behaviour) {
        this.onDial = behaviour;
        return this;
    }

    public synchronized FakeLegProvider unreachable(Target target) {
        unreachable.add(target);
        return this;
    }

    public synchronized FakeLegProvider reachable(Target target) {
        unreachable.remove(target);
        return this;
    }

    /** Lets a target stand for these. */
    public synchronized FakeLegProvider branches(Target target, List<Target> ringTogether) {
        branches.put(target, List.copyOf(ringTogether));
        return this;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public synchronized boolean canReach(Target target) {
        return target.scheme().equals(scheme) && !unreachable.contains(target);
    }

    @Override
    public synchronized List<Target> branches(Target target) {
        return branches.getOrDefault(target, List.of(target));
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        FakeLeg leg = FakeLeg.dialled(request, events);
        Consumer<FakeLeg> behaviour;
        synchronized (this) {
            legs.add(leg);
            behaviour = onDial;
        }
        behaviour.accept(leg);
        return leg;
    }

    /** Every leg that was dialled, oldest first. */
    public synchronized List<FakeLeg> legs() {
        return List.copyOf(legs);
    }

    /** The newest leg to that target. */
    public synchronized Optional<FakeLeg> leg(Target target) {
        return legs.stream()
                .filter(l -> l.request().map(r -> r.target().equals(target)).orElse(false))
                .reduce((older, newer) -> newer);
    }

    /** The newest leg to {@code scheme:address}; a missing one fails the test. */
    public FakeLeg leg(String address) {
        return leg(new Target(scheme, address))
                .orElseThrow(() -> new AssertionError("nobody dialled " + scheme + ":" + address));
    }
}
