package org.patchbay.sip.internal.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what passes. Any thread; never blocks. */
public final class SipCounters {
    /** More distinct names than methods there are: whatever else comes counts as {@code other}. */
    private static final int MOST_METHODS = 24;

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder unsendable = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<String, LongAdder> byMethod = new ConcurrentHashMap<>();

    /**
     * @param received requests and responses that could be read
     * @param unreadable that could be read in part only, or not
     * @param dropped without an answer
     * @param unsendable the stack refused to send
     * @param failed whose handling ended by an error of ours or of the stack
     * @param requests received, by method
     */
    public record Snapshot(
            long received,
            long sent,
            long unreadable,
            long dropped,
            long unsendable,
            long failed,
            Map<String, Long> requests) {}

    public void received() {
        received.increment();
    }

    public void request(String method) {
        received.increment();
        LongAdder counter = byMethod.get(method);
        if (counter == null) {
            String name = byMethod.size() < MOST_METHODS ? method : "other";
            counter = byMethod.computeIfAbsent(name, n -> new LongAdder());
        }
        counter.increment();
    }

    public void sent() {
        sent.increment();
    }

    public void unreadable() {
        unreadable.increment();
    }

    public void dropped() {
        dropped.increment();
    }

    public void unsendable() {
        unsendable.increment();
    }

    public void failed() {
        failed.increment();
    }

    public Snapshot snapshot() {
        Map<String, Long> methods = new TreeMap<>();
        byMethod.forEach((method, count) -> methods.put(method, count.sum()));
        return new Snapshot(
                received.sum(),
                sent.sum(),
                unreadable.sum(),
                dropped.sum(),
                unsendable.sum(),
                failed.sum(),
                Map.copyOf(methods));
    }
}
