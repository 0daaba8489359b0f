package org.patchbay.web.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the build has made of the pages; and their scripts, checked and tested where there is a
 * Node.js: {@code ./patchbay test} sees to that and says {@code -Dpeers.required=true}.
 */
class PageScriptsTest {
    private static final Path PAGES = Path.of("target/classes/pages");
    private static final Path TEST = Path.of("src/test");

    @Test
    void theIndexNamesWhatIsThereAndNothingFromElsewhere() throws IOException {
        String index = Files.readString(PAGES.resolve("index.html"));
        List<String> hashed;
        try (Stream<Path> files = Files.list(PAGES)) {
            hashed =
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> f.matches("app-[A-Z0-9]{8}\\.(js|css)"))
                            .sorted()
                            .toList();
        }
        assertEquals(2, hashed.size(), hashed.toString());
        hashed.forEach(f -> assertTrue(index.contains("\"/" + f + "\""), f));
        assertTrue(!index.contains("http:") && !index.contains("https:"), index);
        // No script and no style of its own: the pages' policy allows none.
        assertTrue(!index.contains("<style") && !index.contains("style="), index);
        assertTrue(!index.replaceAll("<script [^>]*src=[^>]*>", "").contains("<script"), index);
    }

    @Test
    void theScriptStaysSmall() throws IOException {
        assertTrue(zipped(".js") < 60_000, () -> "gzip: " + zipped(".js"));
    }

    @Test
    void typesAreSound() throws Exception {
        needNode();
        run(
                List.of(
                        "node",
                        TEST + "/node_modules/typescript/bin/tsc",
                        "-p",
                        TEST + "/tsconfig.json"));
    }

    @Test
    void scriptsDoWhatTheyShould() throws Exception {
        needNode();
        List<String> bundle = new ArrayList<>(List.of(esbuild().toString()));
        List<String> node = new ArrayList<>(List.of("node", "--test"));
        try (Stream<Path> files = Files.list(TEST.resolve("ts"))) {
            for (Path f : files.sorted().toList()) {
                bundle.add(f.toString());
                node.add("target/test-js/" + f.getFileName().toString().replaceAll("ts$", "mjs"));
            }
        }
        bundle.addAll(
                List.of(
                        "--bundle",
                        "--platform=node",
                        "--format=esm",
                        "--out-extension:.js=.mjs",
                        "--outdir=target/test-js",
                        "--log-level=warning"));
        run(bundle);
        run(node);
    }

    private static long zipped(String end) {
        try (Stream<Path> files = Files.list(PAGES)) {
            Path file =
                    files.filter(f -> f.getFileName().toString().endsWith(end))
                            .findFirst()
                            .orElseThrow();
            var out = new java.io.ByteArrayOutputStream();
            try (var zip = new java.util.zip.GZIPOutputStream(out)) {
                Files.copy(file, zip);
            }
            return out.size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void needNode() throws Exception {
        boolean there =
                Files.isDirectory(TEST.resolve("node_modules")) && works("node", "--version");
        if (Boolean.getBoolean("peers.required")) {
            assertTrue(there, "Node.js, and `npm ci` in bundles/web-ui/src/test");
        }
        assumeTrue(there, "no Node.js, or no `npm ci` in bundles/web-ui/src/test");
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path esbuild() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of("target/mvnpm"), 12, (f, a) -> a.isRegularFile())) {
            return files.filter(f -> f.getFileName().toString().matches("esbuild(\\.exe)?"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "NODE_PATH",
                                Path.of("target/node_modules").toAbsolutePath().toString()));
        Path said = Files.createTempFile(Path.of("target"), "node", ".txt");
        Process process = builder.redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertTrue(ended && process.exitValue() == 0, () -> command + "\n" + text);
    }
}
