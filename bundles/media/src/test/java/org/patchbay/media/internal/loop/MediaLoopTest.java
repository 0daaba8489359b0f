package org.patchbay.media.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MediaLoopTest {
    /** Left alone it looks at its mailbox once a second: then this would take half a minute. */
    @Test
    void anIdleLoopIsWokenEvenForWhatMayWait() throws Exception {
        MediaLoop loop = new MediaLoop("loop");
        loop.start();
        try {
            long began = System.nanoTime();
            for (int i = 0; i < 60; i++) {
                CountDownLatch ran = new CountDownLatch(1);
                loop.postSoon(ran::countDown);
                assertTrue(ran.await(5, TimeUnit.SECONDS));
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            assertTrue(seconds < 15, seconds + " s");
        } finally {
            loop.stop();
        }
    }

    @Test
    void whatMayWaitKeepsItsPlaceAmongTheRest() {
        MediaLoop loop = MediaLoop.driven("loop", () -> 0);
        List<Integer> ran = new ArrayList<>();
        loop.post(() -> ran.add(1));
        loop.postSoon(() -> ran.add(2));
        loop.post(() -> ran.add(3));
        loop.turn();
        assertEquals(List.of(1, 2, 3), ran);
    }
}
