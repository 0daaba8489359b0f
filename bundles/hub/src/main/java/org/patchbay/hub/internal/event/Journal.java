package org.patchbay.hub.internal.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;

/**
 * What happened to the calls and legs that are up, and to the last that ended, for those who must
 * not miss any. A leg is a story of its own: a room may be up for weeks while legs come and go. Any
 * thread may call; nothing waits but {@link #after}.
 */
final class Journal implements Consumer<NumberedEvent> {
    /** Nobody can fill the memory with one story: then only its end is added. */
    static final int MAX_STORY = 64;

    /** Events that a follower is given at a time. */
    private static final int BATCH = 256;

    /** What a story is made of. No keys: they may be somebody's PIN. */
    private static final Set<Class<?>> KEPT =
            Set.of(
                    HouseEvent.CallStarted.class,
                    HouseEvent.CallRouted.class,
                    HouseEvent.CallEnded.class,
                    HouseEvent.LegAdded.class,
                    HouseEvent.LegRinging.class,
                    HouseEvent.LegAnswered.class,
                    HouseEvent.LegEnded.class);

    /** Story of a leg, or of a call where the leg is null. */
    private record Subject(Object call, Object leg) {}

    /** Where a follower is; guarded by the journal. */
    static final class Place {
        private long number;
        private long lost;
    }

    // All below is guarded by this.
    private final NavigableMap<Long, NumberedEvent> events = new TreeMap<>();
    private final Map<Subject, List<Long>> open = new HashMap<>();
    private final Deque<List<Long>> ended = new ArrayDeque<>();
    private final List<Place> places = new ArrayList<>();
    private int maxEnded;
    private long read;
    private long unread;
    private boolean complete;

    /**
     * @param maxEnded stories that are kept after their end
     */
    Journal(int maxEnded) {
        this.maxEnded = maxEnded;
    }

    synchronized void keep(int stories) {
        maxEnded = stories;
        trim();
    }

    @Override
    public synchronized void accept(NumberedEvent numbered) {
        if (!KEPT.contains(numbered.event().getClass())) {
            return;
        }
        HouseEvent.OfCall event = (HouseEvent.OfCall) numbered.event();
        Object leg = event instanceof HouseEvent.OfLeg of ? of.leg() : null;
        Subject subject = new Subject(event.call(), leg);
        boolean last =
                event instanceof HouseEvent.CallEnded || event instanceof HouseEvent.LegEnded;
        List<Long> story = open.computeIfAbsent(subject, s -> new ArrayList<>(4));
        if (story.size() < MAX_STORY || last) {
            story.add(numbered.number());
            events.put(numbered.number(), numbered);
            notifyAll();
        }
        if (last) {
            open.remove(subject);
            ended.add(story);
            trim();
        }
    }

    private void trim() {
        while (ended.size() > maxEnded) {
            for (long number : ended.remove()) {
                events.remove(number);
                places.stream().filter(p -> p.number < number).forEach(p -> p.lost++);
                if (places.isEmpty() && number > read) {
                    unread++;
                }
            }
        }
    }

    /** A follower comes: it begins with the oldest that is kept. */
    synchronized Place enter() {
        Place place = new Place();
        // Of a house that nobody followed before, nobody misses anything.
        place.lost = read > 0 ? unread : 0;
        unread = 0;
        places.add(place);
        return place;
    }

    synchronized void leave(Place place) {
        places.remove(place);
        read = Math.max(read, place.number);
    }

    /** It was taken: until then the follower would get it again. */
    synchronized void taken(Place place, NumberedEvent event) {
        place.number = Math.max(place.number, event.number());
    }

    /** Nothing more will come. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /**
     * What comes next there, and before it how much was lost; waits until there is something.
     *
     * @return empty where nothing more will come
     */
    synchronized List<NumberedEvent> after(Place place) throws InterruptedException {
        while (!complete && events.higherKey(place.number) == null) {
            wait();
        }
        List<NumberedEvent> next = new ArrayList<>();
        for (NumberedEvent event : events.tailMap(place.number, false).values()) {
            if (next.size() == BATCH) {
                break;
            }
            next.add(event);
        }
        if (place.lost > 0 && !next.isEmpty()) {
            NumberedEvent first = next.get(0);
            HouseEvent gap = new HouseEvent.EventsLost(place.lost);
            next.add(0, new NumberedEvent(first.bootId(), place.number, first.at(), gap));
            place.lost = 0;
        }
        return next;
    }

    /** Events that are kept now. */
    synchronized int size() {
        return events.size();
    }
}
