package org.patchbay.sip.internal.stats;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbay.call.api.Counters;
import org.patchbay.sip.internal.guard.GuardCounters;

/** What SIP counts, under the names that the operator guide explains. Any thread. */
public final class SipFigures implements Counters {
    private final SipCounters counters;
    private final Supplier<Measures> measures;

    /**
     * What others count.
     *
     * @param refusedBusy calls refused because the house was full or behind
     * @param refusedRegistrations REGISTERs refused because the house was behind
     * @param wrongSecrets that were looked at
     * @param untriedSecrets that were not, after too many wrong ones
     * @param failures tasks of ours that threw
     * @param timers of calls, trunks and subscriptions that are set
     * @param watchSilent questions of the watchdog that nobody answered
     * @param watchFailing those since the last answer: 0 where all is well
     * @param watchRestarts how often the stack was made anew
     */
    public record Measures(
            GuardCounters.Snapshot datagrams,
            Streams streams,
            long refusedBusy,
            long refusedRegistrations,
            long wrongSecrets,
            long untriedSecrets,
            long failures,
            long timers,
            long watchSilent,
            long watchFailing,
            long watchRestarts) {}

    /**
     * Of connections.
     *
     * @param open now
     * @param dropped messages that no answer could be made to
     * @param tooFast messages beyond the rate of their source
     * @param closedIdle connections that nobody needed
     */
    public record Streams(long open, long dropped, long tooFast, long closedIdle) {}

    public SipFigures(SipCounters counters, Supplier<Measures> measures) {
        this.counters = counters;
        this.measures = measures;
    }

    @Override
    public String part() {
        return "sip";
    }

    @Override
    public SortedMap<String, Long> read() {
        SipCounters.Snapshot messages = counters.snapshot();
        Measures others = measures.get();
        GuardCounters.Snapshot datagrams = others.datagrams();
        SortedMap<String, Long> all = new TreeMap<>();
        all.put("messages.received", messages.received());
        all.put("messages.sent", messages.sent());
        all.put("messages.unreadable", messages.unreadable());
        all.put("messages.dropped", messages.dropped());
        all.put("messages.unsendable", messages.unsendable());
        all.put("messages.failed", messages.failed());
        messages.requests().forEach((method, n) -> all.put("requests." + method, n));
        all.put("datagrams.passed", datagrams.passed());
        all.put("datagrams.keep-alives", datagrams.keepAlives());
        all.put("datagrams.too-fast", datagrams.tooFast());
        all.put("datagrams.too-long", datagrams.tooLong());
        all.put("datagrams.dropped", datagrams.dropped());
        all.put("datagrams.refused", datagrams.refused());
        all.put("timers", others.timers());
        all.put("streams.open", others.streams().open());
        all.put("streams.dropped", others.streams().dropped());
        all.put("streams.too-fast", others.streams().tooFast());
        all.put("streams.closed-idle", others.streams().closedIdle());
        all.put("calls.refused-busy", others.refusedBusy());
        all.put("registrations.refused-busy", others.refusedRegistrations());
        all.put("secrets.wrong", others.wrongSecrets());
        all.put("secrets.not-tried", others.untriedSecrets());
        all.put("tasks.failed", others.failures());
        all.put("watchdog.unanswered", others.watchSilent());
        all.put("watchdog.failing", others.watchFailing());
        all.put("watchdog.restarts", others.watchRestarts());
        return all;
    }
}
