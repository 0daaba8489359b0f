package org.patchbay.web.internal.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.CallView;
import org.patchbay.web.internal.view.HouseView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the hub and tells all who watch. Events are written once, on the hub's thread for us; a
 * watcher that does not keep up is told less and less, and nobody waits for it.
 */
public final class Broadcast {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

    /** Events that may wait while we write. */
    private static final int CAPACITY = 10_000;

    private static final int LEVELS_SHARE = 20;

    /** Loss and jitter do not change as fast as voices do. */
    private static final long FIGURES_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Parts parts;
    private final HouseView house;
    private final Journal journal;
    private final Roster<EventSocket> roster;
    private long levelsNotBefore = System.nanoTime();
    private long figuresNotBefore = System.nanoTime();
    private CallHub hub;
    private AutoCloseable subscription;

    /**
     * @param knows whether somebody who was let in still would be
     */
    public Broadcast(
            Parts parts, HouseView house, int mostWatchers, int eventsKept, Predicate<Who> knows) {
        this.parts = parts;
        this.house = house;
        this.roster = new Roster<>(mostWatchers, knows);
        this.journal = new Journal(eventsKept);
    }

    /** Null where there are as many as may be. */
    EventSocket open(Who who) {
        return roster.isFull()
                ? null
                : new EventSocket(who, new Watcher(journal, this::paint), roster);
    }

    Set<EventSocket> sockets() {
        return roster.all();
    }

    /** Follows the hub that is there now; it may have been replaced. */
    public synchronized void follow() {
        CallHub present = parts.hub().orElse(null);
        if (present == hub) {
            return;
        }
        unsubscribe();
        hub = present;
        if (hub != null) {
            subscription = hub.subscribe(this::heard, CAPACITY);
        }
    }

    public synchronized void close() {
        unsubscribe();
    }

    private void unsubscribe() {
        if (subscription == null) {
            return;
        }
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.debug("the subscription did not end: {}", e.toString());
        }
        subscription = null;
    }

    private void heard(NumberedEvent numbered) {
        if (numbered.event() instanceof HouseEvent.EventsLost) {
            journal.forget();
        } else {
            journal.add(numbered.bootId(), numbered.number(), EventText.of(numbered));
        }
        sockets().forEach(Socket::pump);
    }

    private Watcher.Picture paint() {
        HouseSnapshot snapshot =
                parts.hub()
                        .map(CallHub::snapshot)
                        .orElseGet(() -> new HouseSnapshot("", 0, List.of()));
        return new Watcher.Picture(
                snapshot.bootId(), snapshot.number(), Json.text(house.snapshot(snapshot)));
    }

    /** Some times a second, on one thread; costs nothing while nobody wants to see them. */
    public void levels() {
        long began = System.nanoTime();
        if (began - levelsNotBefore < 0
                || sockets().stream().noneMatch(s -> s.watcher().wantsLevels())) {
            return;
        }
        boolean figuresToo = began - figuresNotBefore >= 0;
        if (figuresToo) {
            figuresNotBefore = began + FIGURES_EVERY_NANOS;
        }
        Map<String, Object> calls = new LinkedHashMap<>();
        for (CallSnapshot call : parts.hub().map(CallHub::calls).orElse(List.of())) {
            Map<String, Object> levels =
                    figuresToo ? CallView.figures(call) : CallView.levels(call);
            if (!levels.isEmpty()) {
                calls.put(call.id().value(), levels);
            }
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "levels");
        message.put("calls", calls);
        String text = Json.text(message);
        for (EventSocket socket : sockets()) {
            socket.watcher().offer(text);
            socket.pump();
        }
        // In a large house less often: no more than a twentieth of a core.
        levelsNotBefore = System.nanoTime() + LEVELS_SHARE * (System.nanoTime() - began);
    }
}
