package org.patchbay.sip.internal.guard;

import java.util.concurrent.atomic.LongAdder;

/** What the guard did with datagrams. Any thread. */
public final class GuardCounters {
    final LongAdder passed = new LongAdder();
    final LongAdder keepAlives = new LongAdder();
    final LongAdder tooFast = new LongAdder();
    final LongAdder tooLong = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder refused = new LongAdder();

    /**
     * @param tooFast beyond the rate of their source
     * @param tooLong cut off by the largest size
     * @param dropped so wrong that no answer could be made
     * @param refused answered by the guard itself with 400, 505 or 513
     */
    public record Snapshot(
            long passed, long keepAlives, long tooFast, long tooLong, long dropped, long refused) {
        public static final Snapshot ZERO = new Snapshot(0, 0, 0, 0, 0, 0);

        public Snapshot plus(Snapshot other) {
            return new Snapshot(
                    passed + other.passed,
                    keepAlives + other.keepAlives,
                    tooFast + other.tooFast,
                    tooLong + other.tooLong,
                    dropped + other.dropped,
                    refused + other.refused);
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(
                passed.sum(),
                keepAlives.sum(),
                tooFast.sum(),
                tooLong.sum(),
                dropped.sum(),
                refused.sum());
    }
}
