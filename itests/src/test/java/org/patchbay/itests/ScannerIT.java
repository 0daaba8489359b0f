package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;

/** The scanner that knocks at every server of the internet: from addresses of its own. */
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
            String said =
                    scan("127.0.0.66", "svwar", "-e", "1001-1010,2001-2010", "-m", method, "--force");
            long exist = said.lines().filter(l -> l.matches("\\| +\\d+.*")).count();
            assertTrue(exist == 0 || exist == 20, method + ": " + said);
        }
    }

    @Test
    void it_finds_no_password_even_where_its_list_has_the_right_one() throws IOException {
        String said = scan("127.0.0.67", "svcrack", "-u", "1002", "-d", dictionary("1002"));
        assertFalse(said.contains(server.secret("1002")), said);
        String locks = server.console("pbx:locks");
        assertTrue(locks.matches("(?s).*127\\.0\\.0\\.67 +1002 .*"), locks);
        assertTrue(server.log().contains("wrong secrets: 127.0.0.67"), "nobody was told");
        try (RawPhone phone = RawPhone.of(server, "1002")) {
            assertEquals(200, phone.register(60).code(), "whoever knows it is not kept out");
        }
        assertTrue(server.console("pbx:unlock 127.0.0.67").contains("Opened: "));
        assertTrue(server.console("pbx:locks").contains("Nobody is locked out."));
    }

    /** Some hundred wrong ones, and the right one before the last of them. */
    private String dictionary(String user) throws IOException {
        List<String> words = new ArrayList<>();
        IntStream.range(0, 300).mapToObj(i -> "guess" + i).forEach(words::add);
        words.add(100, server.secret(user));
        return Files.write(folder.resolve("words"), words).toString();
    }

    private String scan(String from, String program, String... options) {
        List<String> command =
                Stream.concat(
                                Stream.of(program, "-b", from, "-x", from, "-p"),
                                Stream.concat(
                                        Stream.of("" + server.sipPort()), Stream.of(options)))
                        .collect(Collectors.toCollection(ArrayList::new));
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
