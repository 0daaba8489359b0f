package org.patchbay.sip.internal.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stack's timers go off, again where they should, and not once they are cancelled. */
class StackAlarmsTest {
    private final StackAlarms alarms = new StackAlarms();

    @BeforeEach
    void start() {
        alarms.start(null, new Properties());
    }

    @AfterEach
    void stop() {
        alarms.stop();
    }

    private static final class Task extends SIPStackTimerTask {
        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger cleanUps = new AtomicInteger();
        private final CountDownLatch enough;
        private final boolean throwing;

        Task(int enough, boolean throwing) {
            this.enough = new CountDownLatch(enough);
            this.throwing = throwing;
        }

        @Override
        public void runTask() {
            runs.incrementAndGet();
            enough.countDown();
            if (throwing) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public Object getThreadHash() {
            return "";
        }

        @Override
        public void cleanUpBeforeCancel() {
            cleanUps.incrementAndGet();
        }
    }

    @Test
    void onceIsOnceAndAgainIsAgain() throws Exception {
        Task once = new Task(1, false);
        Task again = new Task(4, false);
        alarms.schedule(once, 1);
        alarms.scheduleWithFixedDelay(again, 1, 20);
        assertTrue(again.enough.await(10, TimeUnit.SECONDS));
        assertEquals(1, once.runs.get());
        assertTrue(alarms.cancel(again));
        assertFalse(alarms.cancel(again), "it was cancelled before");
        assertEquals(1, again.cleanUps.get());
    }

    @Test
    void whatIsCancelledDoesNotGoOff() throws Exception {
        Task cancelled = new Task(1, false);
        alarms.schedule(cancelled, 40);
        assertTrue(alarms.cancel(cancelled));
        Task later = new Task(1, false);
        alarms.schedule(later, 120);
        assertTrue(later.enough.await(10, TimeUnit.SECONDS));
        assertEquals(0, cancelled.runs.get());
    }

    @Test
    void oneThatThrowsStopsNeitherItselfNorOthers() throws Exception {
        Task bad = new Task(3, true);
        Task good = new Task(3, false);
        alarms.scheduleWithFixedDelay(bad, 1, 20);
        alarms.scheduleWithFixedDelay(good, 1, 20);
        assertTrue(bad.enough.await(10, TimeUnit.SECONDS));
        assertTrue(good.enough.await(10, TimeUnit.SECONDS));
    }

    @Test
    void stoppedItTakesNothing() {
        alarms.stop();
        assertFalse(alarms.isStarted());
        assertThrows(IllegalStateException.class, () -> alarms.schedule(new Task(1, false), 1));
    }
}
