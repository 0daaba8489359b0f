package org.patchbay.sip.internal.queue;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.util.concurrent.TimeUnit;

/**
 * A wheel of timers. Each transaction over UDP keeps some for half a minute and most never go off,
 * so setting and forgetting one must cost next to nothing and hold no lock that others wait for. An
 * alarm goes off on the thread of the wheel, never early and up to {@value #TICK_MS} ms late.
 */
public final class Alarms implements AutoCloseable {
    static final int TICK_MS = 20;

    /** Once around is more than the 32 s of a transaction. */
    private static final int SLOTS = 2048;

    /** One that was set. */
    @FunctionalInterface
    public interface Alarm {
        /** It does not go off any more; without effect where it has. Any thread may call. */
        void cancel();
    }

    private final HashedWheelTimer wheel;

    public Alarms(String threadName) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        wheel =
                new HashedWheelTimer(
                        task -> {
                            Thread thread = new Thread(group, task, threadName);
                            thread.setDaemon(true);
                            thread.setPriority(Thread.NORM_PRIORITY);
                            return thread;
                        },
                        TICK_MS,
                        TimeUnit.MILLISECONDS,
                        SLOTS,
                        false);
    }

    /**
     * @param task short, and not to throw: others wait behind it
     * @throws IllegalStateException after close
     */
    public Alarm set(long delay, TimeUnit unit, Runnable task) {
        Timeout timeout = wheel.newTimeout(due -> task.run(), delay, unit);
        return timeout::cancel;
    }

    /** How many are set. */
    long pending() {
        return wheel.pendingTimeouts();
    }

    /** What is set does not go off any more. The thread ends. */
    @Override
    public void close() {
        wheel.stop();
    }
}
