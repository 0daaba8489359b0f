package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server has of the system at a moment, for a look at what is left of it later.
 *
 * @param files that are open, after a collection: some are closed by it
 * @param threads of everybody, how many by their names without numbers
 */
public record Left(long files, Map<String, Long> threads) {
    /** Files and threads that a JVM may have more or less of for reasons of its own. */
    private static final int MAY_DIFFER = 12;

    public static Left of(Server server) throws IOException {
        server.jcmd("GC.run");
        String pid = Files.readString(server.home().resolve("data/pid")).strip();
        Path process = Path.of("/proc", pid);
        try (Stream<Path> files = Files.list(process.resolve("fd"));
                Stream<Path> threads = Files.list(process.resolve("task"))) {
            return new Left(
                    files.count(),
                    threads.map(Left::name)
                            .filter(n -> !n.startsWith("session-")) // consoles: we ask by one
                            .collect(
                                    Collectors.groupingBy(
                                            n -> n, TreeMap::new, Collectors.counting())));
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).replaceAll("[-# \\d]+$", "").strip();
        } catch (IOException e) {
            return "ended meanwhile";
        }
    }

    private long allThreads() {
        return threads.values().stream().mapToLong(n -> n).sum();
    }

    /** It has no more than then, and of media nothing. */
    public void isAllOf(Server server) throws IOException {
        String media = server.console("pbx:media").lines().findFirst().orElseThrow();
        assertTrue(media.startsWith("0 sessions, 0 mixes, 0 of "), media);
        Left now = of(server);
        assertTrue(now.files <= files + MAY_DIFFER, () -> now + " and before " + this);
        assertTrue(
                now.allThreads() <= allThreads() + MAY_DIFFER, () -> now + " and before " + this);
    }
}
