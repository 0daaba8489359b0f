package org.patchbay.directory.file.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.Routing;
import org.patchbay.directory.file.internal.json.BadFileException;
import org.patchbay.directory.file.internal.model.BadFiles.Bad;

class RouteReaderTest {
    private static Routing read(String json) {
        return DirectoryReader.read(json.getBytes(StandardCharsets.UTF_8), 1).directory().routing();
    }

    private static Route only(String route) {
        return read("""
                        {"domain": "d", "users": [{"id": "anna"}, {"id": "bert"}],
                         "trunks": [{"id": "acme", "host": "h"}, {"id": "other", "host": "i"}],
                         "routes": [{"id": "r", %s}]}
                        """
                        .formatted(route))
                .routes()
                .get(0);
    }

    @Test
    void withoutRoutesThereAreNone() {
        assertEquals(Routing.NONE, read("{\"domain\": \"d\"}"));
    }

    @Test
    void theExampleIsReadInItsOrder() throws Exception {
        Path example = Path.of("../../docs/patchbay.example.json");
        Routing routing =
                DirectoryReader.read(Files.readAllBytes(example), 1).directory().routing();
        assertEquals(
                List.of("sales-by-day", "sales-at-night", "nobody-anonymous", "outside-line"),
                routing.routes().stream().map(Route::id).toList());
        assertTrue(routing.hours().get("office").isOpen(Instant.parse("2026-11-26T09:00:00Z")));
        assertFalse(routing.hours().get("office").isOpen(Instant.parse("2026-12-28T09:00:00Z")));
        Route day = routing.routes().get(0);
        assertEquals(List.of("acme"), day.when().trunks());
        assertEquals(List.of("+4930123450", "030123450"), day.when().called());
        assertEquals(Optional.of("office"), day.when().hours());
        assertEquals(List.of("group:sales", "user:carla"), day.step().ring());
        assertTrue(day.step().inOrder());
        assertEquals(OptionalInt.of(20), day.step().timeoutS());
        assertEquals(Optional.of("sales"), day.step().voicemail());
        assertEquals(Optional.of("main"), day.step().otherwise().get("busy").menu());
        assertEquals(
                Optional.of(new Route.CallerId("+4930123450", "Sales")),
                routing.routes().get(3).step().callerId());
    }

    @Test
    void withoutConditionsItIsForOurDevices() {
        Route route = only("\"ring\": \"user:anna\"");
        assertEquals(Route.When.ALWAYS, route.when());
        assertFalse(route.when().ofTrunks());
        assertEquals(List.of("user:anna"), route.step().ring());
        assertFalse(route.step().inOrder());
        assertEquals(OptionalInt.empty(), route.step().timeoutS());
    }

    @Test
    void outOverTrunks() {
        Route.Out out =
                only("\"trunk\": \"acme\", \"strip\": 1, \"prefix\": \"00\", \"form\": \"e164\"")
                        .step()
                        .out()
                        .get();
        assertEquals(
                new Route.Out(List.of("acme"), Optional.empty(), 1, "00", Optional.of("e164")),
                out);
        Route.Out fixed =
                only("\"when\": {\"trunk\": \"acme\"}, \"trunk\": [\"acme\", \"other\"], \"number\":"
                                + " \"110\"")
                        .step()
                        .out()
                        .get();
        assertEquals(
                new Route.Out(
                        List.of("acme", "other"), Optional.of("110"), 0, "", Optional.empty()),
                fixed);
    }

    @Test
    void callerIdIsANumberOrBoth() {
        String ring = "\"ring\": \"user:anna\", \"callerId\": ";
        assertEquals(
                Optional.of(new Route.CallerId("700", "")),
                only(ring + "\"700\"").step().callerId());
        assertEquals(
                Optional.of(new Route.CallerId("", "Sales")),
                only(ring + "{\"name\": \"Sales\"}").step().callerId());
    }

    @Test
    void whoMaySendCallsElsewhere() {
        Routing routing =
                read(
                        """
                        {"domain": "d", "devices": [{"id": "1", "secret": "s"},
                          {"id": "2", "secret": "s", "redirect": "never"},
                          {"id": "3", "secret": "s", "redirect": "script"}],
                         "trunks": [{"id": "1", "host": "h"},
                          {"id": "2", "host": "h", "redirect": "inside"}]}
                        """);
        assertEquals(RedirectPolicy.INSIDE, routing.redirect("device:1"));
        assertEquals(RedirectPolicy.NEVER, routing.redirect("device:2"));
        assertEquals(RedirectPolicy.SCRIPT, routing.redirect("device:3"));
        assertEquals(RedirectPolicy.NEVER, routing.redirect("trunk:1"));
        assertEquals(RedirectPolicy.INSIDE, routing.redirect("trunk:2"));
        assertEquals(RedirectPolicy.NEVER, routing.redirect("pager:1"));
    }

    static List<Bad> badRoutes() {
        return BadRoutes.all();
    }

    @ParameterizedTest
    @MethodSource("badRoutes")
    void aBadOneIsRefusedWithItsPlace(Bad bad) {
        BadFileException e = assertThrows(BadFileException.class, () -> read(bad.json()));
        String first = e.problems().get(0).toString();
        assertTrue(first.contains(bad.says()), () -> first + "\nexpected " + bad.says());
        assertTrue(
                first.matches("line [2-3], column \\d+, \\$\\.(routes|hours|trunks)\\[0].*"),
                first);
    }

    @Test
    void aPluginsTargetsAreTakenAsTheyAre() {
        assertEquals(List.of("pager:hall"), only("\"ring\": \"pager:hall\"").step().ring());
    }
}
