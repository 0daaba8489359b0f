package org.patchbay.sip.internal.watch;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes and does what {@link Watchdog} says. One thread calls {@link #round}; any may read. */
public final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final int mostFailures;
    private final Probe probe;
    private final BooleanSupplier behind;
    private final Runnable restart;
    private final LongSupplier nanos;
    private final LongAdder silent = new LongAdder();
    private volatile Watchdog dog = Watchdog.begin();

    /** Asks the stack as anybody would. */
    @FunctionalInterface
    public interface Probe {
        boolean isAnswered() throws IOException;
    }

    /**
     * @param mostFailures in a row before something is done
     * @param behind whether our own queues are late
     * @param restart makes the stack anew; may throw
     */
    public Watch(
            int mostFailures,
            Probe probe,
            BooleanSupplier behind,
            Runnable restart,
            LongSupplier nanos) {
        this.mostFailures = mostFailures;
        this.probe = probe;
        this.behind = behind;
        this.restart = restart;
        this.nanos = nanos;
    }

    /** One probe and what follows from it. May block for as long as the probe waits. */
    public void round() {
        Watchdog.Event event = event();
        Watchdog.Step step = dog.next(event, mostFailures, nanos.getAsLong());
        dog = step.state();
        step.effects().forEach(this::carryOut);
    }

    private Watchdog.Event event() {
        try {
            if (probe.isAnswered()) {
                return new Watchdog.Event.Answered();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the watchdog cannot ask: {}", e.toString());
        }
        silent.increment();
        return new Watchdog.Event.Silent(behind.getAsBoolean());
    }

    private void carryOut(Watchdog.Effect effect) {
        if (effect instanceof Watchdog.Effect.Alarm) {
            Watchdog.Effect.Alarm alarm = (Watchdog.Effect.Alarm) effect;
            LOG.error(
                    "SIP has not answered itself for {} times in a row{}",
                    alarm.failures(),
                    alarm.behind() ? ": messages wait too long, the server is overloaded" : "");
        } else if (effect instanceof Watchdog.Effect.Restart) {
            restart();
        } else if (effect instanceof Watchdog.Effect.Recovered) {
            LOG.info("SIP answers again");
        }
    }

    private void restart() {
        LOG.error("the SIP stack is made anew: calls stay, open transactions and connections end");
        try {
            restart.run();
        } catch (RuntimeException e) {
            dog = dog.restartFailed();
            LOG.error("SIP cannot listen again", e);
        }
    }

    /** Probes that nobody answered. */
    public long silent() {
        return silent.sum();
    }

    /** Those since the last that was answered. */
    public long failing() {
        return dog.failures();
    }

    public long restarts() {
        return dog.restarts();
    }
}
