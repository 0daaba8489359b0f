package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.ScriptCatalog;

/** Every script that we ship or show is in force when it is put in place, tests and all. */
class ShippedScriptsTest {
    @ParameterizedTest
    @ValueSource(strings = {"../../scripts", "../../examples/scripts"})
    void areInForce(String source, @TempDir Path folder) throws Exception {
        List<String> scripts;
        try (Stream<Path> files = Files.walk(Path.of(source))) {
            scripts =
                    files.map(f -> Path.of(source).relativize(f).toString())
                            .filter(f -> f.endsWith(".mjs"))
                            .toList();
        }
        for (String path : scripts) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.copy(Path.of(source, path), folder.resolve(path));
        }
        long count = scripts.stream().filter(s -> !s.endsWith(".test.mjs")).count();
        assertTrue(count > 0);
        try (TestHouse house = new TestHouse(folder, Duration.ofSeconds(2), 1)) {
            List<ScriptCatalog.Entry> entries = allSeen(house, count);
            for (ScriptCatalog.Entry entry : entries) {
                assertEquals(Optional.empty(), entry.refusal(), entry.name());
                assertEquals(1, entry.version(), entry.name());
            }
        }
    }

    private static List<ScriptCatalog.Entry> allSeen(TestHouse house, long count)
            throws IOException {
        return TestHouse.poll(
                () -> {
                    List<ScriptCatalog.Entry> seen = house.workshop.scripts();
                    boolean settled =
                            seen.stream().allMatch(e -> e.version() > 0 || e.refusal().isPresent());
                    return seen.size() == count && settled ? Optional.of(seen) : Optional.empty();
                },
                () -> count + " scripts, seen " + house.workshop.scripts());
    }
}
