package org.patchbay.sip.internal.edge;

import java.util.function.LongSupplier;
import org.patchbay.sip.internal.stats.SipCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors that the handling of a message threw: the stack expects none, so they would end the thread
 * that reads for everybody. The message is lost, the thread goes on, and the log tells it once in a
 * while: whoever can cause one can cause many. Any thread.
 */
final class MessageFailures {
    private static final long LOG_EVERY_NANOS = 10_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(MessageFailures.class);

    private final SipCounters counters;
    private final LongSupplier nanos;
    private long loggedAt;

    MessageFailures(SipCounters counters, LongSupplier nanos) {
        this.counters = counters;
        this.nanos = nanos;
        this.loggedAt = nanos.getAsLong() - LOG_EVERY_NANOS;
    }

    void caught(Throwable error) {
        counters.failed();
        if (isTimeToTell()) {
            LOG.error("a message could not be handled", error);
        }
    }

    private synchronized boolean isTimeToTell() {
        long now = nanos.getAsLong();
        if (now - loggedAt < LOG_EVERY_NANOS) {
            return false;
        }
        loggedAt = now;
        return true;
    }
}
