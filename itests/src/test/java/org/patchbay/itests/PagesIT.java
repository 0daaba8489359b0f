package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real Chromium, in front of a small house of their own. */
@Tag("beside")
class PagesIT {
    private static final Path WEB_UI =
            Path.of(System.getProperty("patchbay.root")).toAbsolutePath().resolve("bundles/web-ui");

    @ParameterizedTest
    @ValueSource(strings = {"phone", "house", "keyboard", "opened", "meter"})
    void pages_do_what_people_want_and_axe_has_nothing_to_say(String part) throws Exception {
        Path modules = WEB_UI.resolve("src/test/node_modules");
        assertTrue(Files.isDirectory(modules), "`npm ci` in bundles/web-ui/src/test is missing");
        Path said = Path.of(System.getProperty("patchbay.work")).resolve("pages-" + part + ".txt");
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-concurrency=1"));
        command.add(WEB_UI.resolve("src/test/pages/" + part + ".test.mjs").toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        if (!ended) {
            try (Stream<ProcessHandle> children = process.descendants()) {
                children.forEach(ProcessHandle::destroyForcibly);
            }
            process.destroyForcibly();
        }
        String text = Files.readString(said);
        assertTrue(ended && process.exitValue() == 0, text);
        assertTrue(text.contains("# pass ") && !text.contains("# pass 0"), text);
    }
}
