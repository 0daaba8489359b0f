package org.patchbay.itests.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the host of a virtual machine takes away from it: nobody runs on that core then, and no gap
 * of that moment is anybody's here. What programs on the machine take from each other is not
 * stolen. proc(5), {@code /proc/stat}, the eighth figure of a core: hundredths of a second.
 */
public final class StolenTime {
    private static final Path STAT = Path.of("/proc/stat");
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Two minutes of looks: longer than anybody listens. */
    private static final int LOOKS = 6000;

    /** Oldest first. */
    private static final Deque<Look> SEEN = new ArrayDeque<>();

    private record Look(double at, List<Long> hundredths) {}

    static {
        Thread thread = new Thread(StolenTime::watch, "stolen-time");
        thread.setDaemon(true);
        thread.start();
    }

    private StolenTime() {}

    /** Begins to watch. */
    public static void begin() {
        look();
    }

    /**
     * The most that was stolen from any one core, in ms.
     *
     * @param from in seconds since 1970, as {@code to}
     */
    public static long ms(double from, double to) {
        synchronized (SEEN) {
            Look before = null;
            Look after = null;
            for (Look look : SEEN) {
                before = look.at() <= from || before == null ? look : before;
                after = after == null || after.at() < to ? look : after;
            }
            long most = 0;
            for (int core = 0; before != null && core < before.hundredths().size(); core++) {
                long taken = after.hundredths().get(core) - before.hundredths().get(core);
                most = Math.max(most, taken * 10);
            }
            return most;
        }
    }

    private static void watch() {
        while (true) {
            look();
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private static void look() {
        synchronized (SEEN) {
            SEEN.add(new Look(System.currentTimeMillis() / 1000.0, hundredths()));
            if (SEEN.size() > LOOKS) {
                SEEN.remove();
            }
        }
    }

    /** Of each core; 0 where the system does not say. */
    private static List<Long> hundredths() {
        try {
            return Files.readAllLines(STAT).stream()
                    .filter(line -> line.matches("cpu\\d.*"))
                    .map(line -> line.split(" "))
                    .map(figures -> figures.length > 8 ? Long.parseLong(figures[8]) : 0L)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
