package org.patchbay.sip.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallQueuesTest {
    @Test
    void oneKeyKeepsItsOrderThoughATaskThrows() throws Exception {
        try (CallQueues queues = new CallQueues(3)) {
            List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch done = new CountDownLatch(1);
            for (int i = 0; i < 1000; i++) {
                int number = i;
                queues.post(
                        "call",
                        () -> {
                            seen.add(number);
                            if (number == 500) {
                                throw new IllegalStateException("on purpose");
                            }
                        });
            }
            queues.post("call", done::countDown);
            assertTrue(done.await(5, TimeUnit.SECONDS));
            for (int i = 0; i < 1000; i++) {
                assertEquals(i, seen.get(i));
            }
            assertEquals(1, queues.failures());
        }
    }

    @Test
    void timersRunOnTheQueueAndCanBeForgotten() throws Exception {
        AtomicBoolean forgotten = new AtomicBoolean();
        try (CallQueues queues = new CallQueues(1)) {
            CountDownLatch done = new CountDownLatch(1);
            List<String> threads = Collections.synchronizedList(new ArrayList<>());
            queues.later("call", Duration.ofMillis(300), () -> forgotten.set(true)).cancel();
            queues.later(
                    "call",
                    Duration.ofMillis(310),
                    () -> {
                        threads.add(Thread.currentThread().getName());
                        done.countDown();
                    });
            assertTrue(done.await(5, TimeUnit.SECONDS));
            assertEquals(List.of("sip-call-0"), threads);
        }
        assertTrue(!forgotten.get());
    }

    @Test
    void timersThatAreNotDueLeaveRoomForMessages() throws Exception {
        try (CallQueues queues = new CallQueues(1)) {
            for (int i = 0; i < 20_100; i++) {
                queues.later("call", Duration.ofMinutes(1), () -> {});
            }
            CountDownLatch done = new CountDownLatch(1);
            assertTrue(queues.offer("call", done::countDown));
            assertTrue(done.await(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void closedItDropsQuietly() {
        CallQueues queues = new CallQueues(1);
        queues.close();
        queues.post("call", () -> {});
        queues.later("call", Duration.ZERO, () -> {});
    }

    @Test
    void whatIsBegunOnALaneStaysOnIt() throws Exception {
        try (CallQueues queues = new CallQueues(4)) {
            AtomicInteger fresh = new AtomicInteger();
            for (int i = 0; i < 100; i++) {
                String key = "call-" + i;
                List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
                CountDownLatch done = new CountDownLatch(1);
                queues.post(
                        key,
                        () -> {
                            threads.add(Thread.currentThread());
                            String other = queues.nearby(() -> "other-" + fresh.incrementAndGet());
                            queues.post(
                                    other,
                                    () -> {
                                        threads.add(Thread.currentThread());
                                        done.countDown();
                                    });
                        });
                assertTrue(done.await(5, TimeUnit.SECONDS));
                assertEquals(threads.get(0), threads.get(1));
            }
            assertEquals("outside", queues.nearby(() -> "outside"), "any will do elsewhere");
        }
    }

    @Test
    void whatALaneTookRunsBeforeItEndsAndThenItSaysNo() {
        CallQueues queues = new CallQueues(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        queues.post("call", () -> awaitQuietly(go));
        for (int i = 0; i < 10; i++) {
            int number = i;
            queues.lane("call").execute(() -> ran.add(number));
        }
        go.countDown();
        queues.close();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ran);
        assertThrows(RejectedExecutionException.class, () -> queues.lane("call").execute(() -> {}));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
