package org.patchbay.hub.internal.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener with its queue and its thread. Where the queue is full, events are counted instead
 * of kept until the listener has taken what waits and the count.
 */
final class Subscription implements Consumer<NumberedEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    /**
     * So long one that has heard everything is let alone, and hears then what came meanwhile: to
     * wake a thread costs more than most listeners need for an event.
     */
    static final long REST_MS = 10;

    /** How long closing waits for a listener that is at work. */
    private static final long JOIN_MS = 1000;

    private final Consumer<NumberedEvent> listener;
    private final int capacity;
    private final Consumer<Subscription> onClose;
    private final Thread thread;
    private final Deque<NumberedEvent> queue = new ArrayDeque<>();
    private boolean resting;
    private NumberedEvent lastLost;
    private long lost;
    private boolean closed;

    Subscription(Consumer<NumberedEvent> listener, int capacity, Consumer<Subscription> onClose) {
        this.listener = listener;
        this.capacity = capacity;
        this.onClose = onClose;
        thread = new Thread(this::run, "call-events");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public synchronized void accept(NumberedEvent event) {
        if (lost > 0 || queue.size() >= capacity) {
            lost++;
            lastLost = event;
        } else {
            queue.add(event);
            if (!resting || 2 * queue.size() >= capacity) {
                notifyAll();
            }
        }
    }

    private void run() {
        try {
            while (true) {
                for (NumberedEvent event : take()) {
                    give(event);
                }
            }
        } catch (InterruptedException closedMeanwhile) {
            LOG.debug("subscription closed");
        }
    }

    /** What waits, and behind it how much was lost. */
    private synchronized List<NumberedEvent> take() throws InterruptedException {
        if (queue.isEmpty()) {
            rest();
        }
        while (queue.isEmpty() && !closed) {
            wait();
        }
        if (closed) {
            throw new InterruptedException();
        }
        // One at a time, so that what is being handled does not hide how far behind it is.
        List<NumberedEvent> taken = new ArrayList<>(2);
        taken.add(queue.remove());
        if (queue.isEmpty() && lost > 0) {
            HouseEvent gap = new HouseEvent.EventsLost(lost);
            taken.add(new NumberedEvent(lastLost.bootId(), lastLost.number(), lastLost.at(), gap));
            lost = 0;
            lastLost = null;
        }
        return taken;
    }

    private void rest() throws InterruptedException {
        resting = true;
        wait(REST_MS);
        resting = false;
    }

    private void give(NumberedEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a listener of events failed at number {}", event.number(), e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            queue.clear();
            notifyAll();
        }
        onClose.accept(this);
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
