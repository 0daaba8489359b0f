package org.patchbay.trace.internal.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.CallTrace.Mark;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;

/** A trail while it is written: every event adds to it, and few are ever looked at. */
final class Story {
    /** One call cannot fill the memory. */
    static final int MOST_MARKS = 500;

    private static final int MOST_LEGS = 200;

    private final HouseEvent.CallStarted start;
    private final Instant began;
    private final Map<LegId, String> legs = new LinkedHashMap<>(4);
    private final List<Mark> marks = new ArrayList<>();
    private int left;
    private Mark end;

    Story(HouseEvent.CallStarted start, Instant began) {
        this.start = start;
        this.began = began;
    }

    void add(HouseEvent.OfCall event, Instant at) {
        List<String> texts = Marks.of(event, legs.keySet());
        if (event instanceof HouseEvent.LegAdded leg && legs.size() < MOST_LEGS) {
            legs.put(leg.leg(), (leg.incoming() ? "in " : "out ") + leg.target());
        }
        for (String text : texts) {
            if (marks.size() < MOST_MARKS) {
                marks.add(new Mark(at, text));
            } else {
                left++;
            }
        }
        if (event instanceof HouseEvent.CallEnded ended) {
            end = new Mark(at, Marks.cause(ended.cause()));
        }
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(end).map(Mark::at);
    }

    /** As it is now. */
    CallTrace trail() {
        return new CallTrace(
                start.call(),
                start.caller(),
                start.called(),
                began,
                Optional.ofNullable(end),
                legs,
                marks,
                left);
    }
}
