package org.patchbay.sip.internal.stats;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.patchbay.call.api.Counters;
import org.patchbay.sip.internal.guard.GuardCounters;

/** What SIP counts, under the names that the operator guide explains. Any thread. */
public final class SipFigures implements Counters {
    private final SipCounters counters;
    private final Supplier<GuardCounters.Snapshot> guard;
    private final LongSupplier refusedBusy;
    private final LongSupplier failures;

    /**
     * @param refusedBusy calls refused because the house was full or behind
     * @param failures tasks of ours that threw
     */
    public SipFigures(
            SipCounters counters,
            Supplier<GuardCounters.Snapshot> guard,
            LongSupplier refusedBusy,
            LongSupplier failures) {
        this.counters = counters;
        this.guard = guard;
        this.refusedBusy = refusedBusy;
        this.failures = failures;
    }

    @Override
    public String part() {
        return "sip";
    }

    @Override
    public SortedMap<String, Long> read() {
        SipCounters.Snapshot messages = counters.snapshot();
        GuardCounters.Snapshot datagrams = guard.get();
        SortedMap<String, Long> all = new TreeMap<>();
        all.put("messages.received", messages.received());
        all.put("messages.sent", messages.sent());
        all.put("messages.unreadable", messages.unreadable());
        all.put("messages.dropped", messages.dropped());
        all.put("messages.unsendable", messages.unsendable());
        messages.requests().forEach((method, n) -> all.put("requests." + method, n));
        all.put("datagrams.passed", datagrams.passed());
        all.put("datagrams.keep-alives", datagrams.keepAlives());
        all.put("datagrams.too-fast", datagrams.tooFast());
        all.put("datagrams.too-long", datagrams.tooLong());
        all.put("datagrams.dropped", datagrams.dropped());
        all.put("datagrams.refused", datagrams.refused());
        all.put("calls.refused-busy", refusedBusy.getAsLong());
        all.put("tasks.failed", failures.getAsLong());
        return all;
    }
}
