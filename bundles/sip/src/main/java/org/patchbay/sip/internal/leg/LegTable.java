package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.patchbay.call.api.LegId;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.sip.internal.message.Replaces;
import org.patchbay.sip.internal.message.SipRequest;

/** The legs that are up, by Call-ID. Any thread; those of one Call-ID change on its queue only. */
public final class LegTable {
    private final BiConsumer<String, LegId> onAdded;
    private final Trails trails = new Trails();
    private final AtomicInteger live = new AtomicInteger();
    private final ConcurrentHashMap<String, List<SipLeg>> legs = new ConcurrentHashMap<>();

    /**
     * @param onAdded told of every leg, before it says anything
     */
    public LegTable(BiConsumer<String, LegId> onAdded) {
        this.onAdded = onAdded;
    }

    public void add(SipLeg leg) {
        onAdded.accept(leg.callId(), leg.id());
        live.incrementAndGet();
        if (leg instanceof OutgoingLeg dialled) {
            trails.left(dialled);
        }
        legs.compute(
                leg.callId(),
                (callId, before) -> {
                    List<SipLeg> after = before == null ? new ArrayList<>() : copy(before);
                    after.add(leg);
                    return List.copyOf(after);
                });
    }

    /**
     * Adds a leg that is to go over a trunk; of two that come together the first has the last
     * place.
     *
     * @return whether there is a place for it beside those that are up
     */
    synchronized boolean add(SipLeg leg, String trunk, CallLimits limits) {
        if (limits.maxCalls() > 0 && !limits.hasRoom(overTrunk(trunk))) {
            addPlaceless(leg);
            return false;
        }
        add(leg);
        return true;
    }

    /** Adds a leg that is to end at once, and is no call over its trunk. */
    void addPlaceless(SipLeg leg) {
        leg.yieldPlace();
        add(leg);
    }

    /** How many calls, in and out, are up over that trunk. */
    int overTrunk(String trunk) {
        return (int) all().stream().filter(leg -> leg.isUpOver(trunk)).count();
    }

    public void remove(SipLeg leg) {
        if (leg instanceof OutgoingLeg dialled) {
            trails.gone(dialled);
        }
        legs.computeIfPresent(
                leg.callId(),
                (callId, before) -> {
                    List<SipLeg> after = copy(before);
                    after.remove(leg);
                    return after.isEmpty() ? null : List.copyOf(after);
                });
    }

    Trails trails() {
        return trails;
    }

    private static List<SipLeg> copy(List<SipLeg> before) {
        return new ArrayList<>(before);
    }

    public List<SipLeg> of(String callId) {
        return legs.getOrDefault(callId, List.of());
    }

    /** Whose dialog a request inside a dialog belongs to (RFC 3261 §12.2.2). */
    public Optional<SipLeg> owner(SipRequest request) {
        return of(request.callId()).stream().filter(leg -> leg.owns(request)).findFirst();
    }

    /** The leg whose dialog that is, if it is not over. */
    Optional<SipLeg> named(Replaces replaces) {
        return of(replaces.callId()).stream()
                .filter(leg -> !leg.isOver() && leg.isNamed(replaces))
                .findFirst();
    }

    public List<SipLeg> all() {
        List<SipLeg> all = new ArrayList<>();
        legs.values().forEach(all::addAll);
        return all;
    }

    /** To be told once of each leg that is over, whether or not it stays for late messages. */
    void over() {
        live.decrementAndGet();
    }

    /** Legs that are not over. */
    public int live() {
        return live.get();
    }

    public boolean isEmpty() {
        return legs.isEmpty();
    }
}
