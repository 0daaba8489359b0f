package org.patchbay.scripting.internal.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineRoomTest {
    private static final int ROUNDS = 20;
    private static final int MAKERS = 3;

    private final Guard guard = new Guard(256L << 20);
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons());

    private static java.util.concurrent.ThreadFactory daemons() {
        return ScriptThreads.factory("engine-room-test");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        guard.close();
    }

    private static void makeUntilClosed(EngineRoom room, CountDownLatch first) {
        assertThrows(
                ScriptFailure.class,
                () -> {
                    for (; ; ) {
                        room.newRealm("a").close();
                        first.countDown();
                    }
                });
    }

    /** Scripting is stopped while scripts are loaded: neither waits for the other for ever. */
    @Test
    void itClosesWhileRealmsAreMade() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            EngineRoom room = new EngineRoom(guard);
            CountDownLatch first = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int k = 0; k < MAKERS; k++) {
                all.add(threads.submit(() -> makeUntilClosed(room, first)));
            }
            assertTrue(first.await(20, TimeUnit.SECONDS));
            all.add(threads.submit(room::close));
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void itEndsWhatRuns() throws Exception {
        EngineRoom room = new EngineRoom(guard);
        Realm realm = room.newRealm("a");
        CountDownLatch entered = new CountDownLatch(1);
        Future<?> run =
                threads.submit(
                        () ->
                                assertThrows(
                                        ScriptFailure.class,
                                        () ->
                                                realm.enter(
                                                        Duration.ofSeconds(60),
                                                        Desk.CLOSED,
                                                        () -> runForEver(realm, entered))));
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        threads.submit(room::close).get(20, TimeUnit.SECONDS);
        run.get(20, TimeUnit.SECONDS);
        assertThrows(ScriptFailure.class, () -> room.newRealm("b"));
    }

    private static Object runForEver(Realm realm, CountDownLatch entered) {
        entered.countDown();
        return realm.evaluate(EngineRoom.module("a", "for (;;);"));
    }
}
