package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.server.Lonely;
import org.patchbay.itests.server.Namespaces;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Programs;
import org.patchbay.testkit.Eventually;

/** What is given to others carries all that it needs. */
@Tag("beside")
class OfflineIT {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final String ARCHIVE = "org.patchbay.distribution-0.1.0-SNAPSHOT";

    @BeforeAll
    static void namespaces() {
        Namespaces.need();
    }

    private static Path archive(String ending) {
        return Places.root().resolve("karaf-assembly/target/" + ARCHIVE + ending);
    }

    @Test
    void the_archive_starts_without_network_and_without_repository(@TempDir Path folder)
            throws Exception {
        Path dist = Files.createDirectories(folder.resolve("dist"));
        printed(
                folder,
                "tar",
                "-xzf",
                archive(".tar.gz").toString(),
                "-C",
                dist.toString(),
                "--strip-components=1");
        Path user = Files.createDirectories(folder.resolve("user"));
        Path home = folder.resolve("home");
        Path output = folder.resolve("out");
        try (Lonely machine = Lonely.open()) {
            List<String> command = new ArrayList<>(machine.inside());
            command.addAll(List.of("env", "-u", "MAVEN_OPTS", "HOME=" + user));
            command.addAll(
                    List.of("PATCHBAY_DIST=" + dist, "JAVA_TOOL_OPTIONS=-Duser.home=" + user));
            command.add(Places.root().resolve("patchbay").toString());
            command.addAll(List.of("run", "--home", home.toString()));
            Process server = Programs.start(folder, output, command);
            try {
                Eventually.holds(
                        START_LIMIT,
                        () -> {
                            String said = Files.readString(output);
                            assertTrue(said.contains("patchbay ready"), said);
                            assertTrue(said.contains("Web      https://"), said);
                        });
            } finally {
                server.destroy();
                assertTrue(Programs.endsWithin(server, 60), "it does not stop");
            }
            String log = Files.readString(home.resolve("data/log/karaf.log"));
            assertFalse(log.contains("| ERROR |"), log);
            assertFalse(Files.exists(user.resolve(".m2")), "it has asked for a repository");
        }
    }

    @Test
    void both_archives_hold_the_same(@TempDir Path folder) throws Exception {
        TreeSet<String> packed = new TreeSet<>();
        for (String name :
                printed(folder, "tar", "-tzf", archive(".tar.gz").toString()).lines().toList()) {
            packed.add(name);
        }
        try (ZipFile zip = new ZipFile(archive(".zip").toFile());
                Stream<String> names = zip.stream().map(Object::toString)) {
            assertEquals(names.collect(Collectors.toCollection(TreeSet::new)), packed);
        }
    }

    private static String printed(Path folder, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "printed", ".txt");
        Process program = Programs.start(folder, output, List.of(command));
        assertTrue(program.waitFor(2, TimeUnit.MINUTES), "it does not end");
        String said = Files.readString(output);
        assertEquals(0, program.exitValue(), said);
        return said;
    }
}
