package org.patchbay.sip.internal.edge;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.patchbay.sip.internal.guard.SourceConnections;

/**
 * The connections that are open, by ids that are never used twice: the id of this start of the
 * bundle, and a number. Any thread.
 */
final class Connections {
    /** A stranger must not be able to take every file handle of the house. */
    private static final int MOST = 20_000;

    private static final int MOST_OF_SOURCE = 1_000;

    /** Stands for the source of a connection that we made. */
    private static final InetAddress OURS = InetAddress.getLoopbackAddress();

    private final String bootId;
    private final Consumer<String> onClosed;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, InetAddress> open = new ConcurrentHashMap<>();
    private final SourceConnections admitted = new SourceConnections(MOST, MOST_OF_SOURCE);

    Connections(String bootId, Consumer<String> onClosed) {
        this.bootId = bootId;
        this.onClosed = onClosed;
    }

    /** Whether one more of that source may be accepted; it is {@link #opened} then. */
    boolean admits(InetAddress source) {
        return admitted.open(source);
    }

    /** One that was admitted did not come to be. */
    void refused(InetAddress source) {
        admitted.close(source);
    }

    /**
     * @param source of one that was admitted; null for one that we make ourselves
     */
    String opened(InetAddress source) {
        String id = bootId + "-" + numbers.incrementAndGet();
        open.put(id, source == null ? OURS : source);
        return id;
    }

    /** Tells it once. */
    void closed(String id) {
        InetAddress source = open.remove(id);
        if (source == null) {
            return;
        }
        if (source != OURS) {
            admitted.close(source);
        }
        onClosed.accept(id);
    }

    boolean isOpen(String id) {
        return open.containsKey(id);
    }
}
