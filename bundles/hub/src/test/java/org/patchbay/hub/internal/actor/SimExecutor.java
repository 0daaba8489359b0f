package org.patchbay.hub.internal.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Runs tasks when a test says so, on its own thread, in an order that a seed decides: what several
 * threads might do at once, made to happen again.
 */
final class SimExecutor implements Executor {
    private final List<Runnable> tasks = new ArrayList<>();
    private final Random random;

    SimExecutor(long seed) {
        random = new Random(seed);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    boolean runOne() {
        if (tasks.isEmpty()) {
            return false;
        }
        tasks.remove(random.nextInt(tasks.size())).run();
        return true;
    }

    void settle() {
        while (runOne()) {}
    }
}
