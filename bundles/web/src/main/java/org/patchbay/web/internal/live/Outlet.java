package org.patchbay.web.internal.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what there is to be said, one text after the other, and never waits: whoever has something
 * new pumps and goes on. Any thread may call.
 */
final class Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    private final Session session;
    private final Supplier<Optional<String>> next;
    private final LongSupplier clockMs;
    private final AtomicInteger work = new AtomicInteger();
    private volatile boolean sending;
    private volatile long sendingSinceMs;

    Outlet(Session session, Supplier<Optional<String>> next, LongSupplier clockMs) {
        this.session = session;
        this.next = next;
        this.clockMs = clockMs;
    }

    /** One thread pumps at a time; the others leave it a note. */
    void pump() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int notes = 1;
        do {
            try {
                if (!sending) {
                    next.get().ifPresent(this::send);
                }
            } catch (RuntimeException e) {
                LOG.error("a page cannot be told something", e);
                session.disconnect();
            }
            notes = work.addAndGet(-notes);
        } while (notes != 0);
    }

    private void send(String text) {
        sending = true;
        sendingSinceMs = clockMs.getAsLong();
        session.sendText(text, Callback.from(this::sent, e -> session.disconnect()));
    }

    private void sent() {
        sending = false;
        pump();
    }

    /** The far side has taken nothing for that long. */
    boolean isStuck(long nowMs, long forMs) {
        return sending && nowMs - sendingSinceMs > forMs;
    }
}
