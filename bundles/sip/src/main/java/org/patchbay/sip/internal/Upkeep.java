package org.patchbay.sip.internal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again while SIP runs, on one thread {@code blocking-sip-upkeep}. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long JOIN_S = 5;

    private final ScheduledExecutorService thread;

    /**
     * How patient it is.
     *
     * @param watchEvery between two probes of the watchdog; 0 for none
     * @param watchFailures in a row before it does something
     * @param idle of a connection that carries nothing, before it is closed; 0 for ever
     * @param slowMessage a connection takes for one message, before it is closed; 0 for ever
     */
    record Settings(Duration watchEvery, int watchFailures, Duration idle, Duration slowMessage) {
        Settings {
            boolean negative =
                    watchEvery.isNegative() || idle.isNegative() || slowMessage.isNegative();
            if (negative || watchFailures < 1) {
                throw new IllegalArgumentException("upkeep of SIP: " + watchFailures);
            }
        }
    }

    Upkeep() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread made = new Thread(group, task, "blocking-sip-upkeep");
                            made.setDaemon(true);
                            return made;
                        });
    }

    void every(Duration time, Runnable task) {
        thread.scheduleWithFixedDelay(
                () -> guarded(task), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that threw would never run again. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("upkeep of SIP failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(JOIN_S, TimeUnit.SECONDS)) {
                LOG.warn("blocking-sip-upkeep does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
