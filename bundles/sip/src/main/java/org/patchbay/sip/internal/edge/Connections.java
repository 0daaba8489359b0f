package org.patchbay.sip.internal.edge;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.patchbay.sip.internal.guard.GuardSettings;
import org.patchbay.sip.internal.guard.SourceConnections;
import org.patchbay.sip.internal.guard.SourceRates;

/**
 * The connections that are open, by ids that are never used twice: the id of this start of the
 * stack, and a number. Any thread.
 */
public final class Connections {
    /** A stranger must not be able to take every file handle of the house. */
    private static final int MOST = 20_000;

    private static final int MOST_OF_SOURCE = 1_000;

    /**
     * New ones of a source: each may cost a handshake of TLS, a millisecond or two of the thread
     * that reads for everybody. All phones behind one address come at once after a power cut.
     */
    private static final GuardSettings ARRIVALS = new GuardSettings(20, 1_000, 5_000, 5_000);

    private final String bootId;
    private final Consumer<String> onClosed;
    private final LongSupplier nanos;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final SourceConnections admitted = new SourceConnections(MOST, MOST_OF_SOURCE);
    private final SourceRates rates;
    private final SourceRates arrivals = new SourceRates(ARRIVALS);
    private final LongAdder dropped = new LongAdder();
    private final LongAdder tooFast = new LongAdder();
    private final LongAdder idle = new LongAdder();

    /** One of them. Written by the thread that reads from it. */
    private static final class Open {
        /** Null where we made it. */
        private final InetAddress source;

        private final Runnable close;
        private volatile long messageAt;

        /** Anything, line ends too. */
        private volatile long heardAt;

        /** How long it may be silent at most, as it was told; 0 where it was told nothing. */
        private volatile long mostSilentNanos;

        /** Since when it has not brought the rest of a message; 0 where it has. */
        private volatile long incompleteSince;

        Open(InetAddress source, Runnable close, long now) {
            this.source = source;
            this.close = close;
            this.messageAt = now;
            this.heardAt = now;
        }

        /** It was to send something, if only line ends: the way there has broken. */
        boolean isDead(long now) {
            long most = mostSilentNanos;
            return most != 0 && now - heardAt >= most;
        }

        boolean isSlow(long now, Duration most) {
            long since = incompleteSince;
            return !most.isZero() && since != 0 && now - since >= most.toNanos();
        }

        /** Whom we called ourselves is no stranger. */
        boolean isIdle(long now, Duration most) {
            return source != null && !most.isZero() && now - messageAt >= most.toNanos();
        }
    }

    /**
     * @param limits how much each source may send on all of its connections together
     */
    Connections(
            String bootId, Consumer<String> onClosed, GuardSettings limits, LongSupplier nanos) {
        this.bootId = bootId;
        this.onClosed = onClosed;
        this.rates = new SourceRates(limits);
        this.nanos = nanos;
    }

    /** Whether one more of that source may be accepted; it is {@link #opened} then. */
    boolean admits(InetAddress source) {
        return arrivals.allows(source, nanos.getAsLong()) && admitted.open(source);
    }

    /** One that was admitted did not come to be. */
    void refused(InetAddress source) {
        admitted.close(source);
    }

    /**
     * @param source of one that was admitted; null for one that we make ourselves
     * @param close ends it; it is {@link #closed} then
     */
    String opened(InetAddress source, Runnable close) {
        String id = bootId + "-" + numbers.incrementAndGet();
        open.put(id, new Open(source, close, nanos.getAsLong()));
        return id;
    }

    /**
     * Whether one more message of that source is served; else it is dropped and counted, like a
     * datagram beyond the rate. A connection that is left unread instead would hold up the calls of
     * everybody who shares it, and one that is closed their registrations, too. Datagrams have
     * rates of their own: their source can be forged, so they must not use up what is for those who
     * have proven theirs by a handshake.
     */
    boolean takes(InetAddress source) {
        boolean taken = rates.allows(source, nanos.getAsLong());
        if (!taken) {
            tooFast.increment();
        }
        return taken;
    }

    /**
     * Something was read.
     *
     * @param whole whether a message was complete with it
     * @param rest whether the beginning of another was left
     */
    void heard(String id, boolean whole, boolean rest) {
        Open connection = open.get(id);
        if (connection == null) {
            return;
        }
        long now = nanos.getAsLong();
        connection.heardAt = now;
        if (whole) {
            connection.messageAt = now;
        }
        if (!rest) {
            connection.incompleteSince = 0;
        } else if (whole || connection.incompleteSince == 0) {
            connection.incompleteSince = now == 0 ? 1 : now;
        }
    }

    /** Its far side was told to be heard at least that often (RFC 5626 §4.4.1), and agreed. */
    public void mostSilent(String id, Duration time) {
        Open connection = open.get(id);
        if (connection != null) {
            connection.mostSilentNanos = time.toNanos();
        }
    }

    /**
     * Ends those whose keep-alives have stopped, whatever they carry, and those that nobody needs:
     * without a binding or a dialog, and silent for that long or as long in the middle of one
     * message. Line ends between messages are no messages.
     *
     * @param used ids that carry a binding or a dialog; asked only where there is one to end
     */
    public void sweep(long now, Duration mostIdle, Duration mostSlow, Supplier<Set<String>> used) {
        open.entrySet().stream()
                .filter(c -> c.getValue().isDead(now))
                .forEach(c -> end(c.getKey(), c.getValue()));
        List<Map.Entry<String, Open>> useless =
                open.entrySet().stream()
                        .filter(
                                c ->
                                        c.getValue().isIdle(now, mostIdle)
                                                || c.getValue().isSlow(now, mostSlow))
                        .toList();
        if (useless.isEmpty()) {
            return;
        }
        Set<String> needed = used.get();
        for (Map.Entry<String, Open> connection : useless) {
            if (needed.contains(connection.getKey())) {
                connection.getValue().messageAt = now; // not to be asked again so soon
            } else {
                end(connection.getKey(), connection.getValue());
            }
        }
    }

    private void end(String id, Open connection) {
        idle.increment();
        connection.close.run();
        closed(id);
    }

    /** Tells it once. */
    void closed(String id) {
        Open connection = open.remove(id);
        if (connection == null) {
            return;
        }
        if (connection.source != null) {
            admitted.close(connection.source);
        }
        onClosed.accept(id);
    }

    /** The stack has closed them all. */
    void allClosed() {
        List.copyOf(open.keySet()).forEach(this::closed);
    }

    /** A message on one of them was so wrong that no answer could be made. */
    void countDropped() {
        dropped.increment();
    }

    public long dropped() {
        return dropped.sum();
    }

    /** Messages and keep-alives beyond the rate of their source. */
    public long tooFast() {
        return tooFast.sum();
    }

    /** That were ended because nobody needed them, or was there any more. */
    public long closedAsIdle() {
        return idle.sum();
    }

    public int count() {
        return open.size();
    }

    boolean isOpen(String id) {
        return open.containsKey(id);
    }
}
