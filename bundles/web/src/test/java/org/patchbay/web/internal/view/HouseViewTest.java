package org.patchbay.web.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.web.internal.parts.BoundParts;

class HouseViewTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000);

    private static Map<String, Object> shown(
            Optional<String> refusal, Optional<ScriptCatalog.Failure> failure) {
        ScriptCatalog.Entry entry =
                new ScriptCatalog.Entry(
                        "apps/desk.mjs", 3, Optional.of(NOW), 12, 1, refusal, failure);
        return new HouseView(BoundParts.of(() -> List.of(entry)), "1", NOW)
                .scripts()
                .get("apps/desk.mjs");
    }

    @Test
    void a_script_shows_how_it_failed_last_beside_its_refusal() {
        Map<String, Object> script =
                shown(
                        Optional.of("apps/desk.mjs:4:1: SyntaxError"),
                        Optional.of(
                                new ScriptCatalog.Failure(
                                        NOW, 2, "apps/desk.mjs:3:7: Error: no", 9)));
        assertEquals("apps/desk.mjs:4:1: SyntaxError", script.get("refusal"));
        assertEquals(
                Map.of(
                        "at",
                        1_000L,
                        "version",
                        2,
                        "text",
                        "apps/desk.mjs:3:7: Error: no",
                        "failures",
                        9L),
                script.get("failure"));
    }

    @Test
    void a_script_that_never_failed_has_no_such_field() {
        assertFalse(shown(Optional.empty(), Optional.empty()).containsKey("failure"));
    }
}
