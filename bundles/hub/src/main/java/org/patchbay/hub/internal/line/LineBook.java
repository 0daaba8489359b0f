package org.patchbay.hub.internal.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LineStates.Line;
import org.patchbay.call.api.LineStates.State;
import org.patchbay.call.api.NumberedEvent;

/**
 * What each target does, by the events of its legs. A leg may be in two calls, its own and a room,
 * or for a moment in that which it leaves and that which it goes to: it is one line all the same,
 * as far as it has come in any of them. The branches of a target are lines of the whole. Any thread
 * may call.
 */
public final class LineBook implements Consumer<NumberedEvent> {
    /** A leg in a call. */
    record Place(CallId call, LegId leg) {}

    private record Entry(String target, Line line) {}

    // guarded by this
    private final Map<Place, Entry> places = new HashMap<>();
    private final Map<String, Map<Place, Line>> byTarget = new HashMap<>();

    /** Under the lock of the log: next to nothing. */
    @Override
    public synchronized void accept(NumberedEvent numbered) {
        if (!(numbered.event() instanceof HouseEvent.OfLeg event)) {
            return;
        }
        Place place = new Place(event.call(), event.leg());
        if (event instanceof HouseEvent.LegAdded added) {
            put(place, added.target(), new Line(added.leg(), added.incoming(), State.TRYING));
        } else if (event instanceof HouseEvent.LegRinging) {
            reach(place, State.RINGING);
        } else if (event instanceof HouseEvent.LegEarlyMedia) {
            reach(place, State.RINGING);
        } else if (event instanceof HouseEvent.LegAnswered) {
            reach(place, State.TALKING);
        } else if (event instanceof HouseEvent.LegEnded) {
            remove(place);
        }
    }

    private void reach(Place place, State state) {
        Entry entry = places.get(place);
        if (entry != null && entry.line().state().compareTo(state) < 0) {
            Line line = entry.line();
            put(place, entry.target(), new Line(line.leg(), line.outgoing(), state));
        }
    }

    private void put(Place place, String target, Line line) {
        places.put(place, new Entry(target, line));
        byTarget.computeIfAbsent(whole(target), t -> new LinkedHashMap<>()).put(place, line);
    }

    private void remove(Place place) {
        Entry entry = places.remove(place);
        if (entry != null) {
            Map<Place, Line> of = byTarget.get(whole(entry.target()));
            of.remove(place);
            if (of.isEmpty()) {
                byTarget.remove(whole(entry.target()));
            }
        }
    }

    /** What a branch is of, see {@link org.patchbay.call.api.LegProvider#branches}. */
    static String whole(String target) {
        int mark = target.indexOf('#');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Oldest first. */
    public synchronized List<Line> lines(String target) {
        Map<LegId, Line> furthest = new LinkedHashMap<>();
        Collection<Line> of = byTarget.getOrDefault(whole(target), Map.of()).values();
        for (Line line : of) {
            furthest.merge(line.leg(), line, (a, b) -> a.state().compareTo(b.state()) < 0 ? b : a);
        }
        return new ArrayList<>(furthest.values());
    }

    /** Whose each leg is that is up. */
    synchronized Map<Place, String> targets() {
        Map<Place, String> targets = new HashMap<>();
        places.forEach((place, entry) -> targets.put(place, entry.target()));
        return targets;
    }
}
