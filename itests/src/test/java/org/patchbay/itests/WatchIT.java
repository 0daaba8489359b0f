package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.server.Bundle;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** {@code ./patchbay watch}: who saves a source has it in the running server. */
@ExtendWith(SharedServer.class)
class WatchIT {
    private static final Duration BUILT_WITHIN = Duration.ofSeconds(60);
    private static final String SOURCE =
            "bundles/console/src/main/java/org/patchbay/console/internal/text/CallTable.java";

    @Test
    void a_saved_source_is_in_the_running_server(Server server, @TempDir Path folder)
            throws IOException {
        Path tree = folder.resolve("tree");
        copyOfTheTree(tree);
        Path output = folder.resolve("watch.out");
        Process watch = Programs.start(watch(tree, output, server));
        try {
            says(output, "Watching bundles/console");
            edit(tree, "\"No calls.\"", "\"No calls at all.\"");
            says(output, "console reloaded");
            shows(server, "No calls at all.");

            edit(tree, "\"No calls at all.\"", "No calls");
            says(output, "console does not build; the running one stays");
            shows(server, "No calls at all.");
        } finally {
            watch.descendants().forEach(ProcessHandle::destroy);
            Programs.endsWithin(watch, 0);
            unlink(tree);
            new Bundle(server, "console").replace();
        }
        shows(server, "No calls.");
    }

    private static ProcessBuilder watch(Path tree, Path output, Server server) {
        ProcessBuilder watch =
                new ProcessBuilder(
                                tree.resolve("patchbay").toString(),
                                "watch",
                                "console",
                                "--home",
                                server.home().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        String repository = System.getProperty("patchbay.repository");
        if (repository != null) {
            watch.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        }
        return watch;
    }

    /** All is the same but one bundle, so that no test ever writes into the tree itself. */
    private static void copyOfTheTree(Path tree) throws IOException {
        Files.createDirectories(tree.resolve("bundles"));
        link(Places.root(), tree, List.of("bundles", "patchbay"));
        link(Places.root().resolve("bundles"), tree.resolve("bundles"), List.of("console"));
        Files.copy(Places.root().resolve("patchbay"), tree.resolve("patchbay"));
        Path console = Places.root().resolve("bundles/console");
        try (Stream<Path> files = Files.walk(console)) {
            for (Path file : files.filter(f -> !f.startsWith(console.resolve("target"))).toList()) {
                Files.copy(file, tree.resolve(Places.root().relativize(file)));
            }
        }
    }

    private static void link(Path from, Path to, List<String> without) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!without.contains(name) && !name.startsWith(".git")) {
                    Files.createSymbolicLink(to.resolve(name), file);
                }
            }
        }
    }

    /** Whoever deletes the copy must not find a way out of it. */
    private static void unlink(Path tree) throws IOException {
        for (Path folder : List.of(tree, tree.resolve("bundles"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    private static void edit(Path tree, String from, String to) throws IOException {
        Path source = tree.resolve(SOURCE);
        String text = Files.readString(source);
        assertTrue(text.contains(from), text);
        Files.writeString(source, text.replace(from, to));
    }

    private static void says(Path output, String text) {
        Eventually.holds(
                BUILT_WITHIN,
                () -> {
                    String said = Files.readString(output);
                    assertTrue(said.contains(text), () -> "no '" + text + "' in: " + said);
                });
    }

    private static void shows(Server server, String calls) {
        String shown = server.console("pbx:calls");
        assertTrue(shown.contains(calls), shown);
    }
}
