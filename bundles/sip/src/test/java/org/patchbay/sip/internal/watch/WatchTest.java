package org.patchbay.sip.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final AtomicInteger restarts = new AtomicInteger();
    private boolean answers;

    private Watch watch(Watch.Probe probe) {
        return new Watch(2, probe, () -> false, restarts::incrementAndGet, () -> 0);
    }

    @Test
    void counts() {
        Watch watch = watch(() -> answers);
        watch.round();
        assertEquals(1, watch.failing());
        answers = true;
        watch.round();
        assertEquals(0, watch.failing());
        assertEquals(1, watch.silent());
        assertEquals(0, restarts.get());
    }

    @Test
    void aQuestionThatCannotBeAskedIsOneThatIsNotAnswered() {
        Watch watch =
                watch(
                        () -> {
                            throw new IOException("no socket");
                        });
        watch.round();
        watch.round();
        assertEquals(1, restarts.get());
        assertEquals(1, watch.restarts());
        assertEquals(2, watch.silent());
    }

    @Test
    void aRestartThatFailsEndsNothingAndIsTriedAgain() {
        Watch watch =
                new Watch(
                        1,
                        () -> answers,
                        () -> false,
                        () -> {
                            if (restarts.incrementAndGet() == 1) {
                                throw new IllegalStateException("the port is taken");
                            }
                        },
                        () -> 0);
        watch.round();
        assertEquals(0, watch.restarts());
        watch.round();
        watch.round();
        assertEquals(2, restarts.get(), "the second was good, and it is too soon for a third");
        answers = true;
        watch.round();
        assertEquals(0, watch.failing());
        assertEquals(1, watch.restarts());
    }
}
