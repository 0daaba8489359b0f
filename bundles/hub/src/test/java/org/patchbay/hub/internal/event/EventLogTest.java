package org.patchbay.hub.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;
import org.patchbay.testkit.Eventually;

class EventLogTest {
    private final EventLog log = new EventLog("boot", InstantSource.system());

    private static HouseEvent event(int i) {
        return new HouseEvent.DirectoryLoaded(i);
    }

    @Test
    void everySubscriberGetsAllInOrderOnItsOwnThread() throws Exception {
        ConcurrentLinkedQueue<Long> heard = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
        AutoCloseable subscription =
                log.subscribe(
                        e -> {
                            heard.add(e.number());
                            threads.add(Thread.currentThread());
                        },
                        1000);
        for (int i = 0; i < 500; i++) {
            log.publish(event(i));
        }
        Eventually.holds(() -> assertEquals(500, heard.size()));
        assertEquals(1L, heard.peek());
        assertEquals(heard.stream().sorted().toList(), List.copyOf(heard));
        subscription.close();
        assertFalse(threads.peek().isAlive());
        log.publish(event(0));
        assertEquals(0, log.subscribers());
        assertEquals(500, heard.size());
    }

    @Test
    void aSlowSubscriberIsToldWhatItLostAndNobodyWaitsForIt() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        ConcurrentLinkedQueue<NumberedEvent> heard = new ConcurrentLinkedQueue<>();
        try (AutoCloseable subscription =
                log.subscribe(
                        e -> {
                            heard.add(e);
                            busy.countDown();
                            await(stuck);
                        },
                        10)) {
            log.publish(event(0));
            await(busy);
            for (int i = 1; i <= 50; i++) {
                log.publish(event(i));
            }
            stuck.countDown();
            Eventually.holds(() -> assertEquals(12, heard.size()));
            NumberedEvent last = heard.stream().reduce((a, b) -> b).get();
            assertEquals(new HouseEvent.EventsLost(40), last.event());
            assertEquals(51, last.number());
            log.publish(event(51));
            Eventually.holds(() -> assertEquals(13, heard.size()));
            assertTrue(subscription != null);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerThatThrowsHearsTheNext() throws Exception {
        ConcurrentLinkedQueue<Long> heard = new ConcurrentLinkedQueue<>();
        try (AutoCloseable subscription =
                log.subscribe(
                        e -> {
                            heard.add(e.number());
                            throw new IllegalStateException("listener");
                        },
                        10)) {
            log.publish(event(0));
            log.publish(event(1));
            Eventually.holds(() -> assertEquals(2, heard.size()));
            assertTrue(subscription != null);
        }
    }

    /** A call is in the picture exactly from its start to its end, by number. */
    @Test
    void aSnapshotBelongsToItsNumber() throws Exception {
        Thread calls =
                new Thread(
                        () -> {
                            for (int i = 0; i < 20_000; i++) {
                                CallId id = new CallId("c" + i);
                                log.commit(id, Optional.of(() -> picture(id)), List.of(event(i)));
                                log.commit(id, Optional.empty(), List.of(event(i)));
                            }
                        });
        calls.start();
        while (calls.isAlive()) {
            HouseSnapshot snapshot = log.snapshot();
            assertEquals(snapshot.number() % 2, snapshot.calls().size());
        }
        calls.join();
        assertEquals(40_000, log.snapshot().number());
    }

    private static CallSnapshot picture(CallId id) {
        return new CallSnapshot(
                id,
                "TALKING",
                Instant.EPOCH,
                Optional.empty(),
                Party.ANONYMOUS,
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.empty());
    }
}
