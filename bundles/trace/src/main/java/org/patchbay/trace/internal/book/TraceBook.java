package org.patchbay.trace.internal.book;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;

/**
 * The last calls, from the events of the house. Bounded: the eldest go first, and those that are
 * over when their time has passed. Any thread may call.
 */
public final class TraceBook {
    private final int mostCalls;
    private final Duration age;

    // Both guarded by this: the one that began first is first, and the one that ended first.
    private final Map<CallId, Story> stories = new LinkedHashMap<>();
    private final Set<CallId> over = new LinkedHashSet<>();

    /**
     * @param age after the end of a call
     */
    public TraceBook(int mostCalls, Duration age) {
        this.mostCalls = mostCalls;
        this.age = age;
    }

    public synchronized void accept(NumberedEvent numbered) {
        if (!(numbered.event() instanceof HouseEvent.OfCall event)) {
            return;
        }
        if (event instanceof HouseEvent.CallStarted started) {
            stories.put(started.call(), new Story(started, numbered.at()));
            trim(numbered.at());
        }
        Story story = stories.get(event.call());
        if (story != null) {
            story.add(event, numbered.at());
        }
        if (story != null && event instanceof HouseEvent.CallEnded) {
            over.add(event.call());
        }
    }

    private void trim(Instant now) {
        Iterator<CallId> eldest = stories.keySet().iterator();
        for (int tooMany = stories.size() - mostCalls; tooMany > 0; tooMany--) {
            over.remove(eldest.next());
            eldest.remove();
        }
        Iterator<CallId> ended = over.iterator();
        while (ended.hasNext()) {
            CallId call = ended.next();
            if (stories.get(call).endedAt().filter(at -> at.plus(age).isBefore(now)).isEmpty()) {
                return;
            }
            stories.remove(call);
            ended.remove();
        }
    }

    /** The youngest first. */
    public synchronized List<CallTrace> all() {
        List<CallTrace> all = new ArrayList<>();
        stories.values().forEach(story -> all.add(story.trail()));
        Collections.reverse(all);
        return all;
    }

    /** The call of that id, or the only one whose id begins so. */
    public synchronized Optional<CallTrace> find(String id) {
        Story whole = stories.get(new CallId(id));
        if (whole != null) {
            return Optional.of(whole.trail());
        }
        List<CallId> some =
                stories.keySet().stream().filter(call -> call.value().startsWith(id)).toList();
        return some.size() == 1 ? Optional.of(stories.get(some.get(0)).trail()) : Optional.empty();
    }
}
