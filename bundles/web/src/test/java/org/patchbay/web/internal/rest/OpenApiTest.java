package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

class OpenApiTest {
    private final Parts parts = new Parts();
    private final HouseView house = new HouseView(parts, "1", java.time.Instant.EPOCH);
    private final List<Route> routes =
            new Rest(
                            parts,
                            house,
                            null,
                            null,
                            new Tokens(List.of(), t -> {}, (by, role) -> true),
                            ListenRule.parse("admin"),
                            InstantSource.system(),
                            "1")
                    .routes();
    private final Map<String, Object> document = OpenApi.document(routes, "1");

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> path = map(map(document.get("paths")).get(route.template()));
        return map(path.get(route.method().toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void the_document_has_the_routes_and_no_others() {
        Set<String> documented = new TreeSet<>();
        map(document.get("paths"))
                .forEach((path, ops) -> map(ops).keySet().forEach(m -> documented.add(m + path)));
        Set<String> real = new TreeSet<>();
        routes.forEach(r -> real.add(r.method().toLowerCase(java.util.Locale.ROOT) + r.template()));
        assertEquals(real, documented);
        assertEquals(routes.size(), real.size());
    }

    @Test
    void each_operation_says_its_values_role_and_outcome() {
        Set<Object> ids = new HashSet<>();
        for (Route route : routes) {
            Map<String, Object> operation = operation(route);
            assertTrue(ids.add(operation.get("operationId")), route.template());
            assertEquals(route.role().map(Role::text).orElse(null), operation.get("x-role"));
            assertTrue(map(operation.get("responses")).containsKey("" + route.status()));
            long inPath = route.template().chars().filter(c -> c == '{').count();
            List<?> parameters = (List<?>) operation.getOrDefault("parameters", List.of());
            assertEquals(inPath + route.query().size(), parameters.size(), route.template());
            assertEquals(
                    !route.body().isEmpty(),
                    operation.containsKey("requestBody"),
                    route.template());
        }
    }

    @Test
    void each_operation_says_what_its_answer_is() {
        for (Route route : routes) {
            Map<String, Object> done =
                    map(map(operation(route).get("responses")).get("" + route.status()));
            assertEquals(
                    route.status() == 204 ? null : Set.of(route.type()),
                    done.containsKey("content") ? map(done.get("content")).keySet() : null,
                    route.template());
        }
        Set<String> files = new TreeSet<>();
        routes.stream()
                .filter(r -> !r.type().equals("application/json"))
                .forEach(r -> files.add(r.template()));
        assertEquals(Set.of("/records.csv", "/traces/{id}/ladder", "/traces/{id}/pcap"), files);
    }

    /** A user of a page has a phone there and nothing of what others do. */
    @Test
    void what_was_and_what_is_counted_is_not_for_everybody() {
        for (Route route : routes) {
            if (route.template().matches("/(traces|directory|counters|media).*")) {
                assertTrue(route.role().orElseThrow().includes(Role.OPERATOR), route.template());
            }
            if (route.template().matches("/records.*|.*/pcap")) {
                assertEquals(Role.ADMIN, route.role().orElseThrow(), route.template());
            }
        }
    }

    @Test
    void only_the_session_and_the_document_are_for_everybody() {
        assertEquals(
                Set.of("POST /session", "GET /session", "GET /openapi.json"),
                new HashSet<>(
                        routes.stream()
                                .filter(r -> r.role().isEmpty())
                                .map(r -> r.method() + " " + r.template())
                                .toList()));
    }

    @Test
    void whether_somebody_is_logged_in_is_asked_by_anybody_and_may_be_nobody() {
        Map<String, Object> get =
                operation(
                        routes.stream()
                                .filter(r -> (r.method() + r.template()).equals("GET/session"))
                                .findFirst()
                                .orElseThrow());
        assertEquals(
                Map.of("description", "Nobody is logged in"), map(get.get("responses")).get("204"));
        assertEquals(
                List.of(Map.of(), Map.of("session", List.of()), Map.of("token", List.of())),
                get.get("security"));
    }

    @Test
    void the_router_finds_what_the_table_has() {
        Router router = new Router(routes);
        assertEquals(
                Map.of("id", "c/1"),
                router.find("DELETE", List.of("calls", "c/1")).orElseThrow().values());
        assertEquals(List.of("DELETE", "GET"), router.methods(List.of("calls", "x")));
        assertEquals(List.of(), router.methods(List.of("calls", "x", "y", "z")));
        assertTrue(router.find("PUT", List.of("calls", "x")).isEmpty());
        assertTrue(router.find("GET", List.of("")).isEmpty());
    }
}
