package org.patchbay.sip.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.patchbay.sip.internal.queue.CallQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the far sides to hear that it is over, but not for long. */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final long LONGEST_MS = 2_000;

    private final CallQueues queues;
    private final BooleanSupplier quiet;

    /**
     * @param quiet whether all have
     */
    Farewell(CallQueues queues, BooleanSupplier quiet) {
        this.queues = queues;
        this.quiet = quiet;
    }

    void await() {
        CountDownLatch heard = new CountDownLatch(1);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MS);
        listen(heard, deadline);
        try {
            if (!heard.await(LONGEST_MS, TimeUnit.MILLISECONDS)) {
                LOG.info("some far sides did not confirm the end of their calls");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(CountDownLatch heard, long deadline) {
        queues.later(
                "farewell",
                Duration.ofMillis(20),
                () -> {
                    if (quiet.getAsBoolean()) {
                        heard.countDown();
                    } else if (System.nanoTime() < deadline) {
                        listen(heard, deadline);
                    }
                });
    }
}
