package org.patchbay.hub.internal.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.NumberedEvent;

/**
 * The one sequencer of the house. A call commits its events together with its new picture, so that
 * each snapshot belongs to exactly one number. Any thread may call; nothing here waits but for a
 * lock that is held for a few queue operations.
 */
public final class EventLog {
    private static final int KEPT_AFTER_END = 5000;

    private final Object lock = new Object();
    private final String bootId;
    private final InstantSource clock;
    private final Map<CallId, Picture> pictures = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Consumer<NumberedEvent>> inboxes = new CopyOnWriteArrayList<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final Journal journal = new Journal(KEPT_AFTER_END);
    private long number;

    public EventLog(String bootId, InstantSource clock) {
        this.bootId = bootId;
        this.clock = clock;
        attach(journal);
    }

    public String bootId() {
        return bootId;
    }

    public void publish(HouseEvent event) {
        Instant at = clock.instant();
        synchronized (lock) {
            give(event, at);
        }
    }

    /**
     * Numbers the events of one call in their order and replaces its picture.
     *
     * @param picture empty where the call is over
     */
    public void commit(CallId call, Optional<Picture> picture, List<HouseEvent> events) {
        Instant at = clock.instant();
        synchronized (lock) {
            if (picture.isPresent()) {
                pictures.put(call, picture.get());
            } else {
                pictures.remove(call);
            }
            events.forEach(event -> give(event, at));
        }
    }

    private void give(HouseEvent event, Instant at) {
        NumberedEvent numbered = new NumberedEvent(bootId, ++number, at, event);
        inboxes.forEach(inbox -> inbox.accept(numbered));
    }

    public HouseSnapshot snapshot() {
        List<Picture> now;
        long last;
        synchronized (lock) {
            now = new ArrayList<>(pictures.values());
            last = number;
        }
        return new HouseSnapshot(bootId, last, now.stream().map(Picture::develop).toList());
    }

    public Optional<CallSnapshot> call(CallId id) {
        Picture picture;
        synchronized (lock) {
            picture = pictures.get(id);
        }
        return Optional.ofNullable(picture).map(Picture::develop);
    }

    /**
     * Every later event to the listener, on a thread of its own, until it is closed.
     *
     * @param capacity events that may wait for the listener
     */
    public AutoCloseable subscribe(Consumer<NumberedEvent> listener, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        Subscription subscription = new Subscription(listener, capacity, this::forget);
        subscriptions.add(subscription);
        attach(subscription);
        subscription.start();
        return subscription;
    }

    /**
     * The stories of all calls to the listener, on a thread of its own, until it is closed; see
     * {@link org.patchbay.call.api.CallHub#follow}.
     */
    public AutoCloseable follow(Consumer<NumberedEvent> listener) {
        Follower follower = new Follower(journal, listener, followers::remove);
        followers.add(follower);
        follower.start();
        return follower;
    }

    /** So many calls and legs that ended are kept for followers from now on. */
    public void keep(int stories) {
        journal.keep(stories);
    }

    private void forget(Subscription closed) {
        inboxes.remove(closed);
        subscriptions.remove(closed);
    }

    /**
     * Gives every later event to an inbox, in order, on the thread that publishes it and under the
     * lock of the log: it may only put the event where somebody else finds it.
     */
    public void attach(Consumer<NumberedEvent> inbox) {
        synchronized (lock) {
            inboxes.add(inbox);
        }
    }

    public int subscribers() {
        return subscriptions.size();
    }

    /** Ends every subscription; those who follow hear everything before. */
    public void close() {
        List.copyOf(subscriptions).forEach(Subscription::close);
        journal.complete();
        List.copyOf(followers).forEach(Follower::finish);
    }
}
