package org.patchbay.sip.internal.entry;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one more call or registration is taken. A server that is behind serves nobody by
 * queueing: each would be late, given up and tried again. So new ones are refused at once (RFC 3261
 * §21.5.4) while messages wait too long or, calls alone, there are as many legs as fit; those that
 * are up go on. Any thread.
 */
public final class Admission {
    /** Beyond that the first of RFC 3261's retransmissions is near, and work doubles by itself. */
    static final long LONGEST_WAIT_NANOS = 250_000_000L;

    /** All phones of a house come at once after a power cut: the refused are spread over that. */
    static final int SOONEST_AGAIN_S = 5;

    static final int LATEST_AGAIN_S = 35;

    private static final long LOG_EVERY_NANOS = 10_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final LongSupplier waitNanos;
    private final IntSupplier legs;
    private final int mostLegs;
    private final LongSupplier nanos;
    private final DoubleSupplier chance;
    private final LongAdder refused = new LongAdder();
    private final LongAdder refusedRegistrations = new LongAdder();
    private long loggedAt;
    private long loggedCalls;
    private long loggedRegistrations;

    /**
     * @param waitNanos how long messages wait at present
     * @param legs how many there are
     * @param mostLegs how many fit
     * @param chance from 0 to below 1
     */
    public Admission(
            LongSupplier waitNanos,
            IntSupplier legs,
            int mostLegs,
            LongSupplier nanos,
            DoubleSupplier chance) {
        this.waitNanos = waitNanos;
        this.legs = legs;
        this.mostLegs = mostLegs;
        this.nanos = nanos;
        this.chance = chance;
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

    /**
     * False where a REGISTER that comes now is to be refused; that is counted and logged. One that
     * only ends a binding is no cheaper than others, and its phone can wait as well.
     */
    public boolean takesRegistration() {
        long waited = waitNanos.getAsLong();
        if (waited <= LONGEST_WAIT_NANOS) {
            return true;
        }
        refusedRegistrations.increment();
        log(waited, legs.getAsInt());
        return false;
    }

    /** What a refused REGISTER is told; another number for the next. */
    public int registerAgainAfterS() {
        int span = LATEST_AGAIN_S - SOONEST_AGAIN_S + 1;
        return SOONEST_AGAIN_S + (int) (chance.getAsDouble() * span);
    }

    public long refused() {
        return refused.sum();
    }

    public long refusedRegistrations() {
        return refusedRegistrations.sum();
    }

    private synchronized void log(long waited, int count) {
        long now = nanos.getAsLong();
        if (now - loggedAt >= LOG_EVERY_NANOS) {
            long calls = refused.sum();
            long registrations = refusedRegistrations.sum();
            LOG.warn(
                    "refused with 503: messages wait for {} ms, {} legs of {}; {} calls and {} registrations since the last word",
                    waited / 1_000_000,
                    count,
                    mostLegs,
                    calls - loggedCalls,
                    registrations - loggedRegistrations);
            loggedAt = now;
            loggedCalls = calls;
            loggedRegistrations = registrations;
        }
    }
}
