package org.patchbay.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator guide says of every command of the console how a program has the same by REST. */
class ConsoleByRestTest {
    private static final Path BUNDLES = Path.of("../../bundles");
    private static final Path GUIDE = Path.of("../../docs/operator-guide.md");
    private static final String COMMAND = "org.apache.karaf.shell.api.action.Command";
    private static final String HEAD = "| on the console | under `/api/v1` |";
    private static final Pattern NAME = Pattern.compile("`pbx:([a-z-]+)`");

    @Test
    void everyCommandHasItsRow() throws IOException {
        assertEquals(commands(), rows());
    }

    private static Set<String> commands() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            List<Path> classes =
                    files.filter(f -> f.toString().contains("/target/classes/"))
                            .filter(f -> f.toString().endsWith("Command.class"))
                            .toList();
            new ClassFileImporter()
                    .importPaths(classes)
                    .forEach(
                            c ->
                                    c.tryGetAnnotationOfType(COMMAND)
                                            .map(ConsoleByRestTest::name)
                                            .ifPresent(names::add));
        }
        assertTrue(names.contains("calls"), names.toString());
        return names;
    }

    private static String name(JavaAnnotation<?> command) {
        assertEquals("pbx", command.get("scope").orElseThrow());
        return (String) command.get("name").orElseThrow();
    }

    private static Set<String> rows() throws IOException {
        Set<String> names = new TreeSet<>();
        Files.readAllLines(GUIDE).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .forEach(
                        line -> {
                            String[] cells = line.split("\\|");
                            assertTrue(cells[2].contains("`"), line);
                            Matcher name = NAME.matcher(cells[1]);
                            while (name.find()) {
                                names.add(name.group(1));
                            }
                        });
        return names;
    }
}
