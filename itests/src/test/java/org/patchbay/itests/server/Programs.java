package org.patchbay.itests.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Other programs, none of which outlives the tests. */
public final class Programs {
    /** In its session, then in the system. */
    private static final String FIRST =
            "{ echo -10 >/proc/self/autogroup; } 2>/dev/null; exec nice -n -10 \"$@\"";

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroy)));
    }

    private Programs() {}

    /**
     * The command of a phone: it goes before everything else on the machine where that is allowed,
     * as one that has a machine of its own. A phone that starves beside the server would hear gaps
     * of its own making. It has a session of its own, with the server's priority: where the system
     * shares by sessions, one that it shares with the tests waits for what they have used up.
     */
    public static List<String> phone(String... command) {
        List<String> words = new ArrayList<>(List.of("setsid", "sh", "-c", FIRST, "phone"));
        words.addAll(List.of(command));
        return words;
    }

    /** Starts a program; what it prints goes to a file, together with its errors. */
    public static Process start(Path folder, Path output, List<String> command) {
        return start(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output.toFile()));
    }

    public static Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            RUNNING.add(process);
            process.onExit().thenRun(() -> RUNNING.remove(process));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(builder.command() + " does not start", e);
        }
    }

    /** Waits for its end, and kills it after the limit. */
    public static boolean endsWithin(Process process, int seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
