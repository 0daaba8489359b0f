package org.patchbay.sip.internal.dialog;

import java.util.concurrent.TimeUnit;

/** Times of RFC 3261 §17.1.1.1, in nanoseconds. */
public final class Timing {
    public static final long T1 = TimeUnit.MILLISECONDS.toNanos(500);
    public static final long T2 = TimeUnit.SECONDS.toNanos(4);
    public static final long T1_64 = 64 * T1;

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private Timing() {}
}
