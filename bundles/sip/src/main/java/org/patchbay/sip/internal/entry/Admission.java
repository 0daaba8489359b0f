package org.patchbay.sip.internal.entry;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one more call is taken. A server that is behind serves nobody by queueing: each call
 * would be late, given up and tried again. So new ones are refused at once (RFC 3261 §21.5.4) while
 * messages wait too long or there are as many legs as fit, and those that are up go on. Any thread.
 */
public final class Admission {
    /** Beyond that the first of RFC 3261's retransmissions is near, and work doubles by itself. */
    static final long LONGEST_WAIT_NANOS = 250_000_000L;

    private static final long LOG_EVERY_NANOS = 10_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final LongSupplier waitNanos;
    private final IntSupplier legs;
    private final int mostLegs;
    private final LongSupplier nanos;
    private final LongAdder refused = new LongAdder();
    private long loggedAt;
    private long loggedCount;

    /**
     * @param waitNanos how long messages wait at present
     * @param legs how many there are
     * @param mostLegs how many fit
     */
    public Admission(LongSupplier waitNanos, IntSupplier legs, int mostLegs, LongSupplier nanos) {
        this.waitNanos = waitNanos;
        this.legs = legs;
        this.mostLegs = mostLegs;
        this.nanos = nanos;
        this.loggedAt = nanos.getAsLong() - LOG_EVERY_NANOS;
    }

    /** False where a call that comes now is to be refused; that is counted and logged. */
    public boolean takesCall() {
        long waited = waitNanos.getAsLong();
        int count = legs.getAsInt();
        if (waited <= LONGEST_WAIT_NANOS && count < mostLegs) {
            return true;
        }
        refused.increment();
        log(waited, count);
        return false;
    }

    public long refused() {
        return refused.sum();
    }

    private synchronized void log(long waited, int count) {
        long now = nanos.getAsLong();
        if (now - loggedAt >= LOG_EVERY_NANOS) {
            long all = refused.sum();
            LOG.warn(
                    "calls are refused with 503: messages wait for {} ms, {} legs of {}; {} since the last word",
                    waited / 1_000_000,
                    count,
                    mostLegs,
                    all - loggedCount);
            loggedAt = now;
            loggedCount = all;
        }
    }
}
