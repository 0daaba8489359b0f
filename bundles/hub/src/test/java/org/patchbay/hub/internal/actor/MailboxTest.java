package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MailboxTest {
    /** Runs what it took when it is told to. */
    private static final class Lane implements Executor {
        private final Queue<Runnable> taken = new ArrayDeque<>();
        private boolean ended;

        @Override
        public void execute(Runnable task) {
            if (ended) {
                throw new RejectedExecutionException();
            }
            taken.add(task);
        }

        void run() {
            while (!taken.isEmpty()) {
                taken.remove().run();
            }
        }
    }

    private final Lane lane = new Lane();
    private final Lane pool = new Lane();
    private final Mailbox mailbox = new Mailbox(lane, pool);
    private final List<Integer> ran = new ArrayList<>();

    private void post(int number) {
        mailbox.post(() -> ran.add(number));
    }

    @Test
    void allThatIsPostedRunsOnTheLane() {
        post(1);
        post(2);
        pool.run();
        assertEquals(List.of(), ran);
        lane.run();
        assertEquals(List.of(1, 2), ran);
    }

    @Test
    void theRestRunsOnThePoolWhenTheLaneHasEnded() {
        post(1);
        lane.run();
        lane.ended = true;
        post(2);
        post(3);
        pool.run();
        assertEquals(List.of(1, 2, 3), ran);
    }

    @Test
    void aLaneThatEndsBetweenTwoTurnsOfABusyMailboxLosesNothing() {
        for (int i = 0; i < 100; i++) {
            post(i);
        }
        lane.ended = true; // after it took the first turn
        lane.run();
        pool.run();
        assertEquals(100, ran.size());
        assertEquals(99, ran.get(99));
    }

    @Test
    void nothingRunsWhenThePoolHasEndedToo() {
        lane.ended = true;
        pool.ended = true;
        post(1);
        assertEquals(List.of(), ran);
    }
}
