package org.patchbay.hub.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;
import org.patchbay.testkit.Eventually;

class JournalTest {
    private static final DisconnectCause NORMAL = DisconnectCause.of(DisconnectCause.Reason.NORMAL);

    private final EventLog log = new EventLog("boot", InstantSource.system());
    private final ConcurrentLinkedQueue<NumberedEvent> heard = new ConcurrentLinkedQueue<>();

    private void start(String call) {
        CallId id = new CallId(call);
        log.publish(new HouseEvent.CallStarted(id, Party.ANONYMOUS, "600"));
        log.publish(new HouseEvent.LegAdded(id, new LegId(call + "L"), true, "device:1"));
    }

    private void end(String call) {
        CallId id = new CallId(call);
        log.publish(new HouseEvent.LegEnded(id, new LegId(call + "L"), NORMAL));
        log.publish(new HouseEvent.CallEnded(id, NORMAL, 1));
    }

    private List<String> calls(Class<? extends HouseEvent.OfCall> kind) {
        return heard.stream()
                .map(NumberedEvent::event)
                .filter(kind::isInstance)
                .map(e -> ((HouseEvent.OfCall) e).call().value())
                .toList();
    }

    private List<Long> numbers() {
        return heard.stream().map(NumberedEvent::number).toList();
    }

    private List<Long> lost() {
        return heard.stream()
                .map(NumberedEvent::event)
                .filter(HouseEvent.EventsLost.class::isInstance)
                .map(e -> ((HouseEvent.EventsLost) e).count())
                .toList();
    }

    @Test
    void whoComesLateHearsWhatIsUpAndWhatEndedAndThenTheRestOnce() throws Exception {
        start("up");
        start("over");
        log.publish(new HouseEvent.LegDigit(new CallId("up"), new LegId("upL"), '7'));
        end("over");
        try (AutoCloseable following = log.follow(heard::add)) {
            Eventually.holds(() -> assertEquals(6, heard.size()));
            end("up");
            Eventually.holds(() -> assertEquals(8, heard.size()));
            assertFalse(following == null);
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L), numbers());
        assertEquals(List.of("over", "up"), calls(HouseEvent.CallEnded.class));
    }

    @Test
    void aListenerThatWaitsLosesNothingHoweverMuchComes() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        try (AutoCloseable following =
                log.follow(
                        e -> {
                            await(stuck);
                            heard.add(e);
                        })) {
            for (int i = 0; i < 2000; i++) {
                start("c" + i);
                end("c" + i);
            }
            stuck.countDown();
            Eventually.holds(() -> assertEquals(8000, heard.size()));
            assertFalse(following == null);
        }
        assertEquals(numbers().stream().sorted().distinct().toList(), numbers());
        assertEquals(2000, calls(HouseEvent.CallEnded.class).size());
        assertEquals(List.of(), lost());
    }

    @Test
    void moreThanIsKeptIsCountedAndWhatIsUpIsStillWhole() throws Exception {
        log.keep(4);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (AutoCloseable following =
                log.follow(
                        e -> {
                            busy.countDown();
                            await(stuck);
                            heard.add(e);
                        })) {
            start("up");
            await(busy);
            for (int i = 0; i < 10; i++) {
                start("c" + i);
                end("c" + i);
            }
            stuck.countDown();
            end("up");
            Eventually.holds(() -> assertEquals("up", last(calls(HouseEvent.CallEnded.class))));
            assertFalse(following == null);
        }
        // At least eight calls of ten; what the follower already had in hand is not lost.
        assertEquals(44 - (heard.size() - 1), lost().get(0) + 0L);
        assertEquals(List.of("up", "up"), both("up"));
    }

    /** A new listener is told what nobody could take while there was none. */
    @Test
    void whatWasForgottenWhileNobodyListenedIsTold() throws Exception {
        log.keep(2);
        try (AutoCloseable first = log.follow(heard::add)) {
            start("a");
            end("a");
            Eventually.holds(() -> assertEquals(4, heard.size()));
            assertFalse(first == null);
        }
        heard.clear();
        start("b");
        end("b");
        start("c");
        end("c");
        try (AutoCloseable second = log.follow(heard::add)) {
            Eventually.holds(() -> assertEquals(5, heard.size()));
            assertFalse(second == null);
        }
        assertEquals(List.of(4L), lost());
        assertEquals(List.of("c"), calls(HouseEvent.CallEnded.class));
    }

    @Test
    void aStoryIsBoundedAndItsEndIsAlwaysThere() {
        Journal journal = new Journal(10);
        CallId call = new CallId("c");
        LegId leg = new LegId("l");
        for (int i = 1; i <= 1000; i++) {
            journal.accept(numbered(i, new HouseEvent.LegRinging(call, leg)));
        }
        journal.accept(numbered(1001, new HouseEvent.LegEnded(call, leg, NORMAL)));
        assertEquals(Journal.MAX_STORY + 1, journal.size());
    }

    @Test
    void closingEndsTheThread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        AutoCloseable following =
                log.follow(
                        e -> {
                            threads.add(Thread.currentThread());
                            heard.add(e);
                        });
        start("a");
        Eventually.holds(() -> assertEquals(2, heard.size()));
        following.close();
        assertFalse(threads.get(0).isAlive());
    }

    @Test
    void whenTheHouseClosesEverythingIsHeardFirst() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        log.follow(
                e -> {
                    await(stuck);
                    heard.add(e);
                });
        start("a");
        end("a");
        Thread closing = new Thread(log::close);
        closing.start();
        Eventually.holds(() -> assertEquals(Thread.State.TIMED_WAITING, closing.getState()));
        stuck.countDown();
        closing.join();
        assertEquals(4, heard.size());
    }

    private static NumberedEvent numbered(long number, HouseEvent event) {
        return new NumberedEvent("boot", number, InstantSource.system().instant(), event);
    }

    private List<String> both(String call) {
        return heard.stream()
                .map(NumberedEvent::event)
                .filter(
                        e ->
                                e instanceof HouseEvent.CallStarted
                                        || e instanceof HouseEvent.CallEnded)
                .map(e -> ((HouseEvent.OfCall) e).call().value())
                .filter(call::equals)
                .toList();
    }

    private static String last(List<String> list) {
        return list.get(list.size() - 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
