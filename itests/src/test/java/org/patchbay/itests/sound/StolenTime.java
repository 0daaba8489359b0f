package org.patchbay.itests.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What the host of a virtual machine takes away from it: nobody on the machine runs then, and no
 * gap of that time is anybody's here. What programs on the machine take from each other is not
 * stolen. proc(5), {@code /proc/stat}, the eighth figure: hundredths of a second, all cores
 * together.
 */
public final class StolenTime {
    private static final Path STAT = Path.of("/proc/stat");
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SLOTS = 1200;
    private static final int MOST_IN_CALM_MS = 40;
    private static final int MOST_WAITS = 100;

    /** Waits that are left, a tenth of a second each. */
    private static final AtomicInteger BUDGET = new AtomicInteger(3000);

    /** Milliseconds stolen in each tenth of a second, by its number modulo {@link #SLOTS}. */
    private static final AtomicLongArray STOLEN = new AtomicLongArray(SLOTS);

    static {
        Thread thread = new Thread(StolenTime::watch, "stolen-time");
        thread.setDaemon(true);
        thread.start();
    }

    private StolenTime() {}

    /** The most that was stolen at a stretch within the last seconds, in ms. */
    public static long worstMs(double seconds) {
        long now = System.nanoTime() / EVERY_NANOS;
        long worst = 0;
        for (int i = 0; i < Math.min(SLOTS - 2, (int) Math.ceil(seconds * 10)); i++) {
            worst = Math.max(worst, STOLEN.get((int) Math.floorMod(now - i, (long) SLOTS)));
        }
        return worst;
    }

    /** All that was stolen within the last seconds, of all cores together, in ms. */
    public static long sumMs(double seconds) {
        long now = System.nanoTime() / EVERY_NANOS;
        long sum = 0;
        for (int i = 0; i < Math.min(SLOTS - 2, (int) Math.ceil(seconds * 10)); i++) {
            sum += STOLEN.get((int) Math.floorMod(now - i, (long) SLOTS));
        }
        return sum;
    }

    /**
     * Waits until the host runs this machine, nothing can be judged before; but not for longer than
     * a call without sound may take, and in all tests together not for longer than five minutes.
     */
    public static void awaitCalm() {
        for (int i = 0; i < MOST_WAITS && sumMs(1) > MOST_IN_CALM_MS; i++) {
            if (BUDGET.getAndDecrement() <= 0) {
                return;
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private static void watch() {
        long before = hundredths();
        while (true) {
            LockSupport.parkNanos(EVERY_NANOS);
            long now = hundredths();
            int slot = (int) Math.floorMod(System.nanoTime() / EVERY_NANOS, (long) SLOTS);
            STOLEN.set(slot, (now - before) * 10);
            STOLEN.set((slot + 1) % SLOTS, 0);
            before = now;
        }
    }

    /** 0 where the system does not say. */
    private static long hundredths() {
        try {
            String[] figures = Files.readString(STAT).split("\\s+", 10);
            return Long.parseLong(figures[8]);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
