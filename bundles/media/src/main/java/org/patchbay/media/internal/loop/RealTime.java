package org.patchbay.media.internal.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the system to run threads before all that is not real-time (sched(7), SCHED_RR), where the
 * user may: root, or a service with {@code LimitRTPRIO}. Priorities below that count within a
 * session or control group only, and whoever else is busy on the machine would make packets tens of
 * milliseconds late. Threads that they start do not inherit it. Any thread.
 */
final class RealTime {
    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final String PROGRAM = "chrt";

    /** The lowest of them: anything that somebody made real-time on purpose goes first. */
    private static final String PRIORITY = "1";

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int LONGEST_REASON = 500;

    private final String program;
    private final Duration longest;
    private final Consumer<String> log;
    private final AtomicBoolean said = new AtomicBoolean();

    RealTime() {
        this(
                PROGRAM,
                LONGEST,
                reason -> LOG.info("media threads run without real-time priority: {}", reason));
    }

    /**
     * @param program that is asked, as {@code chrt}
     * @param longest that it is waited for
     * @param log is told once why a thread stays as it was; what refuses one refuses all
     */
    RealTime(String program, Duration longest, Consumer<String> log) {
        this.program = program;
        this.longest = longest;
        this.log = log;
    }

    /** For the thread that calls. */
    void ask() {
        Optional<String> refusal = refusal();
        if (refusal.isPresent() && said.compareAndSet(false, true)) {
            log.accept(refusal.get());
        }
    }

    /** Why it stays as it was; empty where it got what it asked for. */
    private Optional<String> refusal() {
        try {
            String id = Files.readSymbolicLink(SELF).getFileName().toString();
            Process asked =
                    new ProcessBuilder(program, "--reset-on-fork", "--rr", "--pid", PRIORITY, id)
                            .redirectErrorStream(true)
                            .start();
            if (!asked.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                asked.destroyForcibly();
                return Optional.of(program + " does not end");
            }
            if (asked.exitValue() == 0) {
                return Optional.empty();
            }
            byte[] output = asked.getInputStream().readNBytes(LONGEST_REASON);
            return Optional.of(new String(output).strip());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
