package org.patchbay.call.records.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.records.internal.ledger.Ledger;
import org.patchbay.call.records.internal.row.Row;
import org.patchbay.call.records.internal.store.Scribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the calls of the hub that is there, from the oldest story that it keeps, and has the rows
 * written. What was heard before is written again, as the same.
 */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    // All guarded by this.
    private CallHub hub;
    private Scribe scribe;
    private AutoCloseable following;

    synchronized void begin(Scribe to) {
        scribe = to;
        follow();
    }

    synchronized void set(CallHub now) {
        hub = now;
        follow();
    }

    /** Not closed: a hub that goes tells its followers how its calls ended, and then no more. */
    synchronized void unset(CallHub gone) {
        if (hub == gone) {
            hub = null;
            following = null;
        }
    }

    synchronized Optional<CallHub> hub() {
        return Optional.ofNullable(hub);
    }

    private void follow() {
        if (hub == null || scribe == null) {
            return;
        }
        Listener listener = new Listener(new Ledger(), hub, scribe);
        AutoCloseable before = following;
        following = hub.follow(listener::hear);
        close(before);
    }

    void end() {
        AutoCloseable last;
        synchronized (this) {
            last = following;
            following = null;
            scribe = null;
        }
        close(last);
    }

    private static void close(AutoCloseable following) {
        if (following == null) {
            return;
        }
        try {
            following.close();
        } catch (Exception e) {
            LOG.warn("the calls are still being followed", e);
        }
    }

    /** On the thread of the hub that follows. */
    private record Listener(Ledger ledger, CallHub hub, Scribe scribe) {
        void hear(NumberedEvent event) {
            try {
                if (event.event() instanceof HouseEvent.EventsLost lost) {
                    LOG.warn(
                            "{} events are missing in the call records: too many calls",
                            lost.count());
                    doubt(hub.snapshot());
                    return;
                }
                List<Row> rows = ledger.take(event);
                if (!rows.isEmpty()) {
                    scribe.put(rows);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        private void doubt(HouseSnapshot picture) {
            Set<CallId> up =
                    picture.calls().stream().map(CallSnapshot::id).collect(Collectors.toSet());
            ledger.lost(up, picture.number());
        }
    }
}
