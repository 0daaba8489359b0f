package org.patchbay.trace.internal.book;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.trace.internal.book.Trail.Mark;

/**
 * The last calls, from the events of the house. Bounded: of calls that are over the eldest go
 * first, and none outlives its time. Any thread may call.
 */
public final class TraceBook {
    private final int mostCalls;
    private final Duration age;
    private final BiFunction<CallId, LegId, String> mediaOf;

    /** Guarded by this; the one that began first is first. */
    private final Map<CallId, Trail> trails = new LinkedHashMap<>();

    /**
     * @param age after the end of a call
     * @param mediaOf says how a leg's media is now; empty where that is not known
     */
    public TraceBook(int mostCalls, Duration age, BiFunction<CallId, LegId, String> mediaOf) {
        this.mostCalls = mostCalls;
        this.age = age;
        this.mediaOf = mediaOf;
    }

    public void accept(NumberedEvent numbered) {
        if (!(numbered.event() instanceof HouseEvent.OfCall event)) {
            return;
        }
        String media = mediaText(event);
        synchronized (this) {
            if (event instanceof HouseEvent.CallStarted started) {
                trails.put(
                        started.call(),
                        Trail.of(
                                started.call(), started.caller(), started.called(), numbered.at()));
                trim(numbered.at());
            }
            trails.computeIfPresent(
                    event.call(), (id, trail) -> with(trail, event, numbered.at(), media));
        }
    }

    private String mediaText(HouseEvent.OfCall event) {
        if (event instanceof HouseEvent.LegAnswered leg) {
            return mediaOf.apply(leg.call(), leg.leg());
        }
        return event instanceof HouseEvent.LegMediaChanged leg
                ? mediaOf.apply(leg.call(), leg.leg())
                : "";
    }

    private static Trail with(Trail trail, HouseEvent.OfCall event, Instant at, String media) {
        Trail next = trail;
        if (event instanceof HouseEvent.LegAdded leg) {
            next = next.with(leg.leg(), (leg.incoming() ? "in " : "out ") + leg.target());
        }
        for (String text : Marks.of(event, trail, media)) {
            next = next.with(new Mark(at, text));
        }
        return event instanceof HouseEvent.CallEnded ended
                ? next.ended(new Mark(at, Marks.cause(ended.cause())))
                : next;
    }

    private void trim(Instant now) {
        int tooMany = trails.size() - mostCalls;
        Iterator<Trail> eldest = trails.values().iterator();
        while (eldest.hasNext()) {
            Trail trail = eldest.next();
            boolean old = trail.end().filter(end -> end.at().plus(age).isBefore(now)).isPresent();
            if (old || tooMany > 0) {
                eldest.remove();
                tooMany--;
            }
        }
    }

    /** The youngest first. */
    public synchronized List<Trail> all() {
        List<Trail> all = new ArrayList<>(trails.values());
        java.util.Collections.reverse(all);
        return all;
    }

    /** The call of that id, or the only one whose id begins so. */
    public synchronized Optional<Trail> find(String id) {
        Trail whole = trails.get(new CallId(id));
        if (whole != null) {
            return Optional.of(whole);
        }
        List<Trail> some =
                trails.values().stream().filter(t -> t.call().value().startsWith(id)).toList();
        return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
    }
}
