package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

/** The routes and commands that the operator guide names beside those of the console. */
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/operator-guide.md");
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|DELETE) /[^`]*)`");
    private static final Pattern COMMANDS = Pattern.compile(" with ((?:`[a-z-]+`(?:, )?)+)");

    private static String table() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .dropWhile(line -> !line.startsWith("| on the console |"))
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void routes_of_the_guide_are_there() throws IOException {
        Parts parts = new Parts();
        Set<String> real = new TreeSet<>();
        new Rest(
                        parts,
                        new HouseView(parts, "1", Instant.EPOCH),
                        null,
                        null,
                        null,
                        ListenRule.parse("admin"),
                        InstantSource.system(),
                        "1")
                .routes()
                .forEach(route -> real.add(route.method() + " " + route.template()));
        Set<String> named = new TreeSet<>();
        Matcher route = ROUTE.matcher(table());
        while (route.find()) {
            named.add(route.group(1));
        }
        assertTrue(named.size() > 20, named.toString());
        named.removeAll(real);
        assertEquals(Set.of(), named);
    }

    @Test
    void commands_about_a_call_are_those_of_the_guide() throws IOException {
        Set<String> real = new TreeSet<>();
        Commands.ALL.forEach(command -> real.add(command.name()));
        real.remove("hangup"); // as DELETE
        Set<String> named = new TreeSet<>();
        for (String line : table().split("\n")) {
            Matcher commands = COMMANDS.matcher(line);
            while (line.contains("/commands`") && commands.find()) {
                named.addAll(Set.of(commands.group(1).replace("`", "").split(", ")));
            }
        }
        named.remove("on");
        assertEquals(real, named);
    }
}
