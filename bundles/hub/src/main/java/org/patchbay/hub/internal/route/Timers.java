package org.patchbay.hub.internal.route;

import java.time.Duration;

/** Runs something later; a clock that tests turn by hand. */
public interface Timers {
    /** {@code task} must be short and not block. */
    Timer after(Duration delay, Runnable task);

    /** One that runs. */
    interface Timer {
        void cancel();
    }
}
