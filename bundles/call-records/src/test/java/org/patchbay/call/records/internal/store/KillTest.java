package org.patchbay.call.records.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.search.RecordSearch;

/** A process that is killed without a word has lost no row that was written. */
class KillTest {
    @TempDir Path dir;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 300})
    void whatWasWrittenIsThereAfterwards(int calls) throws Exception {
        Path file = dir.resolve("records");
        Process victim =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Set<String> written = new HashSet<>();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null) {
                written.add(line);
                if (written.size() == calls) {
                    victim.toHandle().destroyForcibly(); // SIGKILL
                }
                line = out.readLine();
            }
        }
        assertTrue(victim.waitFor(10, TimeUnit.SECONDS));
        assertEquals(137, victim.exitValue());
        assertTrue(written.size() >= calls, written.size() + " written");

        DataSource source = new H2Database(file).get().orElseThrow();
        try (RecordStore store = RecordStore.open(source)) {
            assertTrue(store.isAlive());
            Set<String> found = new HashSet<>();
            RecordSearch.run(
                    source,
                    RecordQuery.newest(0),
                    Duration.ofMinutes(1),
                    (call, legs) -> {
                        assertEquals(1, legs.size());
                        assertTrue(call.end().isPresent());
                        return found.add(call.call());
                    });
            written.removeAll(found);
            assertEquals(Set.of(), written);
        }
    }
}
