package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Token;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

class OpenApiTest {
    private final Parts parts = new Parts();
    private final HouseView house = new HouseView(parts, "1", Instant.EPOCH);
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
                    route.status() == 204 ? null : Set.of(route.doc().type()),
                    done.containsKey("content") ? map(done.get("content")).keySet() : null,
                    route.template());
        }
        Set<String> files = new TreeSet<>();
        routes.stream()
                .filter(r -> !r.doc().type().equals("application/json"))
                .forEach(r -> files.add(r.template()));
        assertEquals(Set.of("/records.csv", "/traces/{id}/ladder", "/traces/{id}/pcap"), files);
    }

    /** Whatever the document says that a command needs is enough, and nothing of it too much. */
    @Test
    void each_command_is_described_with_what_it_needs() {
        Map<String, Object> values =
                Map.of("leg", "l1", "to", "1004", "on", true, "keys", "1", "by", "device:1001");
        Map<String, Object> body = map(commands().get("requestBody"));
        Map<String, Object> json = map(map(body.get("content")).get("application/json"));
        List<String> named = new ArrayList<>();
        for (Object one : (List<?>) map(json.get("schema")).get("oneOf")) {
            Map<String, Object> members = map(map(one).get("properties"));
            String name = (String) map(members.get("command")).get("const");
            named.add(name);
            Map<String, Object> said = new HashMap<>();
            List<?> required = (List<?>) map(one).get("required");
            required.forEach(r -> said.put((String) r, values.get(r)));
            said.put("command", name);
            assertTrue(members.keySet().containsAll(said.keySet()), name);
            read(said);
            for (String needed : Set.copyOf(said.keySet())) {
                Map<String, Object> less = new HashMap<>(said);
                less.remove(needed);
                assertThrows(Problem.class, () -> read(less), name + " without " + needed);
            }
            members.keySet().forEach(m -> said.putIfAbsent(m, values.get(m)));
            read(said);
        }
        assertEquals(Commands.ALL.stream().map(Commands.Command::name).toList(), named);
    }

    private Map<String, Object> commands() {
        return operation(
                routes.stream()
                        .filter(r -> r.template().equals("/calls/{id}/commands"))
                        .findFirst()
                        .orElseThrow());
    }

    private static void read(Map<String, Object> said) {
        Token token = new Token("t", "test", Role.OPERATOR, "olga", Instant.EPOCH, "");
        Ask ask =
                new Ask(
                        Optional.of(Who.with(token)),
                        Map.of(),
                        Map.of(),
                        Json.object(Json.text(said)),
                        "");
        Commands.read(new CallId("c1"), ask);
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
