package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static String page() throws IOException {
        try (InputStream in = Problem.class.getResourceAsStream("/pages/api/problems.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** With its title, its status, and what to do. */
    @Test
    void each_kind_is_explained_where_its_type_says_and_no_other_is() throws IOException {
        String[] sections = page().split("<section id=\"");
        List<String> explained = new ArrayList<>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            String[] type = kind.type().split("#");
            assertEquals("/api/problems", type[0]);
            explained.add(type[1]);
            String section =
                    Stream.of(sections)
                            .filter(s -> s.startsWith(type[1] + "\""))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(type[1]));
            assertTrue(section.contains("<h2>" + kind.title() + "</h2>"), section);
            String line = "<p><code>" + type[1] + "</code>, status " + kind.status() + ". ";
            assertTrue(section.contains(line), section);
            assertTrue(section.split(line)[1].indexOf("</p>") > 20, section);
        }
        assertEquals(explained.size(), sections.length - 1);
    }

    @Test
    void of_a_status_the_plainest_is_known() {
        assertEquals(Problem.Kind.BAD_REQUEST, Problem.Kind.of(400).orElseThrow());
        assertEquals(Problem.Kind.FORBIDDEN, Problem.Kind.of(403).orElseThrow());
        assertTrue(Problem.Kind.of(418).isEmpty());
    }
}
