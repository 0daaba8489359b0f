package org.patchbay.itests.sound;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How late this machine wakes anybody: a thread that wants to run every 5 ms, and notes by how much
 * it was late. Phones, server and test share two cores; a gap that the machine makes to all of them
 * alike is not the server's.
 */
public final class Metronome {
    private static final long BEAT_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int SECONDS = 120;

    /** Worst lateness in nanoseconds of each second, by second modulo {@link #SECONDS}. */
    private static final AtomicLongArray WORST = new AtomicLongArray(SECONDS);

    static {
        Thread thread = new Thread(Metronome::beat, "metronome");
        thread.setDaemon(true);
        thread.start();
    }

    private Metronome() {}

    /** Worst lateness in ms within the last seconds, at most {@value #SECONDS}. */
    public static double worstMs(double seconds) {
        long now = System.nanoTime() / 1_000_000_000L;
        long worst = 0;
        for (int i = 0; i <= Math.min(SECONDS - 2, (int) Math.ceil(seconds)); i++) {
            worst = Math.max(worst, WORST.get((int) Math.floorMod(now - i, (long) SECONDS)));
        }
        return worst / 1e6;
    }

    private static void beat() {
        long second = 0;
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(BEAT_NS);
            long now = System.nanoTime();
            long late = Math.max(0, now - last - BEAT_NS);
            last = now;
            int slot = (int) Math.floorMod(now / 1_000_000_000L, (long) SECONDS);
            if (now / 1_000_000_000L != second) {
                second = now / 1_000_000_000L;
                WORST.set(slot, late);
            } else if (late > WORST.get(slot)) {
                WORST.set(slot, late);
            }
        }
    }
}
