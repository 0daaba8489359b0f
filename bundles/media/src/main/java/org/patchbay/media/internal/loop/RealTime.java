package org.patchbay.media.internal.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the system to run a thread before all that is not real-time (sched(7), SCHED_RR), where the
 * user may: root, or a service with {@code LimitRTPRIO}. Priorities below that count within a
 * session or control group only, and whoever else is busy on the machine would make packets tens of
 * milliseconds late. Threads that it starts do not inherit it.
 */
final class RealTime {
    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);
    private static final Path SELF = Path.of("/proc/thread-self");

    /** The lowest of them: anything that somebody made real-time on purpose goes first. */
    private static final String PRIORITY = "1";

    private static final int LONGEST_S = 1;

    private RealTime() {}

    /** For the thread that calls, once. Says in the log where it stays as it was. */
    static void ask() {
        String thread = Thread.currentThread().getName();
        try {
            String id = Files.readSymbolicLink(SELF).getFileName().toString();
            Process chrt =
                    new ProcessBuilder(
                                    List.of(
                                            "chrt",
                                            "--reset-on-fork",
                                            "--rr",
                                            "--pid",
                                            PRIORITY,
                                            id))
                            .redirectErrorStream(true)
                            .start();
            if (!chrt.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
                chrt.destroyForcibly();
                LOG.info("{} runs without real-time priority: chrt does not end", thread);
            } else if (chrt.exitValue() != 0) {
                String said = new String(chrt.getInputStream().readNBytes(500)).strip();
                LOG.info("{} runs without real-time priority: {}", thread, said);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("{} runs without real-time priority: {}", thread, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
