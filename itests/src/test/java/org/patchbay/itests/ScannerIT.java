package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;

/** The scanner that knocks at every server of the internet. */
class ScannerIT {
    private static final int MOST_SECONDS = 60;
    private static Server server;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        server = Server.start("scanned", 20);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_finds_no_extension() {
        for (String method : List.of("REGISTER", "INVITE", "OPTIONS")) {
            String said = scan("svwar", "-e", "1001-1010,2001-2010", "-m", method, "--force");
            long exist = said.lines().filter(l -> l.matches("\\| +\\d+.*")).count();
            assertTrue(exist == 0 || exist == 20, method + ": " + said);
        }
    }

    @Test
    void it_finds_no_password_even_where_its_list_has_the_right_one() throws IOException {
        String said = scan("svcrack", "-u", "1002", "-d", dictionary("1002"));
        assertFalse(said.contains(server.secret("1002")), said);
        server.logs(0, "wrong secrets: 127\\.0\\.0\\.1 for account 1002");
        assertTrue(counter("secrets.not-tried") > 250, server.console("pbx:counters"));
        server.console("pbx:unlock 1002");
        assertTrue(server.console("pbx:locks").contains("Nobody is locked out."));
    }

    private static long counter(String name) {
        return server.console("pbx:counters")
                .lines()
                .filter(line -> line.contains(name + " "))
                .map(line -> line.replaceAll("\\D+", ""))
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Some hundred wrong ones, and the right one before the last of them. */
    private String dictionary(String user) throws IOException {
        List<String> words = new ArrayList<>();
        IntStream.range(0, 300).mapToObj(i -> "guess" + i).forEach(words::add);
        words.add(100, server.secret(user));
        return Files.write(folder.resolve("words"), words).toString();
    }

    private String scan(String program, String... options) {
        List<String> command =
                new ArrayList<>(List.of(program, "-x", server.host(), "-p", "" + server.sipPort()));
        command.addAll(List.of(options));
        command.add(server.host());
        Path output = folder.resolve(program + ".out");
        Process process = Programs.start(folder, output, command);
        boolean ended = Programs.endsWithin(process, MOST_SECONDS);
        try {
            String said = Files.readString(output);
            assertTrue(ended, () -> program + " does not end: " + said);
            return said;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
