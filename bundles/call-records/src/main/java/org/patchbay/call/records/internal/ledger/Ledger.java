package org.patchbay.call.records.internal.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.records.internal.row.Row;

/**
 * Keeps account of the calls that are up: events in, rows out. A call gives a row when it begins
 * and when it is answered, so that it is not unknown if the server is killed, and its last one when
 * it ends; a leg gives its only one when it ends. Hearing a story twice gives the same rows again.
 * No clock, no I/O; one thread at a time.
 */
public final class Ledger {
    private final Map<CallId, OpenCall> calls = new LinkedHashMap<>();
    private Set<CallId> doubtful = Set.of();
    private long doubtfulUntil;

    public List<Row> take(NumberedEvent numbered) {
        List<Row> rows = new ArrayList<>();
        if (numbered.event() instanceof HouseEvent.OfCall event) {
            if (numbered.number() > doubtfulUntil) {
                rows.addAll(giveUp());
            }
            rows.addAll(ofCall(event, numbered));
        }
        return rows;
    }

    private List<Row> ofCall(HouseEvent.OfCall event, NumberedEvent numbered) {
        if (event instanceof HouseEvent.CallStarted started) {
            calls.put(event.call(), OpenCall.started(started, numbered.bootId(), numbered.at()));
            return List.of();
        }
        OpenCall call = calls.get(event.call());
        if (call == null) {
            return List.of();
        }
        if (event instanceof HouseEvent.CallEnded ended) {
            calls.remove(event.call());
            return call.ended(ended, numbered.at());
        }
        OpenCall.Step step = call.next(event, numbered.at());
        calls.put(event.call(), step.call());
        return step.rows();
    }

    /**
     * Events were lost. Calls that are not up now have ended, and if their end does not come by the
     * number of the picture it was among the lost.
     *
     * @param up calls that are up
     * @param number of the picture that shows them
     */
    public void lost(Set<CallId> up, long number) {
        doubtful = new HashSet<>(calls.keySet());
        doubtful.removeAll(up);
        doubtfulUntil = number;
    }

    private List<Row> giveUp() {
        List<Row> rows = new ArrayList<>();
        for (CallId id : doubtful) {
            OpenCall call = calls.remove(id);
            if (call != null) {
                rows.addAll(call.vanished());
            }
        }
        doubtful = Set.of();
        return rows;
    }

    /** Calls of which the end has not come yet. */
    public int up() {
        return calls.size();
    }
}
