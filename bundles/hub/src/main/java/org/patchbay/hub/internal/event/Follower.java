package org.patchbay.hub.internal.event;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.patchbay.call.api.NumberedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener to the {@link Journal}, with its place in it and its thread. */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** How long closing waits for a listener that is at work. */
    private static final long JOIN_MS = 1000;

    private final Journal journal;
    private final Consumer<NumberedEvent> listener;
    private final Consumer<Follower> onClose;
    private final Journal.Place place;
    private final Thread thread = new Thread(this::run, "blocking-follow");
    private volatile boolean closed;

    Follower(Journal journal, Consumer<NumberedEvent> listener, Consumer<Follower> onClose) {
        this.journal = journal;
        this.listener = listener;
        this.onClose = onClose;
        place = journal.enter();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (List<NumberedEvent> next = journal.after(place);
                    !next.isEmpty();
                    next = journal.after(place)) {
                for (NumberedEvent event : next) {
                    if (closed) {
                        return;
                    }
                    give(event);
                }
                TimeUnit.MILLISECONDS.sleep(Subscription.REST_MS);
            }
        } catch (InterruptedException closedMeanwhile) {
            LOG.debug("follower closed");
        }
    }

    private void give(NumberedEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a listener that follows calls failed at number {}", event.number(), e);
        }
        journal.taken(place, event);
    }

    /** Waits, though not for ever, until the listener has heard everything; then closes. */
    void finish() {
        if (Thread.currentThread() != thread) {
            join();
        }
        close();
    }

    private void join() {
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        if (Thread.currentThread() != thread) {
            thread.interrupt();
            join();
        }
        journal.leave(place);
    }
}
