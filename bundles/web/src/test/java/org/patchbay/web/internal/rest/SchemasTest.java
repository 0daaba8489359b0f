package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Party;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;
import org.patchbay.sdp.Direction;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Guesses;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.LoginDesk;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.parts.PartsWith;
import org.patchbay.web.internal.view.HouseView;

/** What routes answer is what the document says of it, both ways. */
class SchemasTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1000));

    private Asking asking;
    private Fit fit;

    @BeforeEach
    void open() throws IOException {
        List<CallSnapshot> calls = List.of(everything(), nearlyNothing());
        Parts parts = PartsWith.hub(hub(calls));
        HouseView house = new HouseView(parts, "1", Instant.EPOCH);
        Duration hour = Duration.ofHours(1);
        Sessions sessions = new Sessions(new Sessions.Limits(hour, hour, 10, 10));
        LoginDesk desk =
                new LoginDesk(
                        (user, password) -> Optional.of(List.of("operator")),
                        new Guesses(new Guesses.Rules(5, hour, 5, 5, hour)),
                        sessions,
                        CLOCK,
                        lock -> {});
        Tokens tokens = new Tokens(List.of(), t -> {}, (by, role) -> true);
        ListenRule listens = ListenRule.parse("admin");
        Rest rest = new Rest(parts, house, desk, sessions, tokens, listens, CLOCK, "1");
        asking = new Asking(rest.routes()).as(Role.ADMIN);
        fit = new Fit(asking.json("/openapi.json"));
    }

    /** A call of which all is known, though none is a room and listens at once. */
    private static CallSnapshot everything() {
        MediaSessionSnapshot media =
                new MediaSessionSnapshot(
                        "m1",
                        "PCMU/8000",
                        "l",
                        "r",
                        Direction.SENDRECV,
                        false,
                        99,
                        100,
                        1,
                        0,
                        0,
                        2.34,
                        40,
                        12,
                        0,
                        "",
                        0,
                        0,
                        -20,
                        -30);
        LegSnapshot leg =
                new LegSnapshot(
                        new LegId("l1"), true, "device:1001", "up", "udp", Optional.of(media));
        MixSnapshot mix =
                new MixSnapshot(
                        "c1", "media-0", false, 8000, 50, List.of(new Seat("m1", -20, 0, false)));
        return new CallSnapshot(
                new CallId("c1"),
                "TALKING",
                Instant.ofEpochMilli(5),
                Optional.of(Instant.ofEpochMilli(6)),
                new Party("1002", "Ben"),
                "1001",
                Optional.of("8001"),
                Optional.of(new CallId("c0")),
                "office",
                List.of("a reason"),
                List.of(leg),
                Optional.of(mix));
    }

    private static CallSnapshot nearlyNothing() {
        return new CallSnapshot(
                new CallId("c2"),
                "DECIDING",
                Instant.ofEpochMilli(7),
                Optional.empty(),
                new Party("", ""),
                "1001",
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                List.of(
                        new LegSnapshot(
                                new LegId("l2"),
                                false,
                                "trunk:acme/1",
                                "ended",
                                "",
                                Optional.empty())),
                Optional.empty());
    }

    private static CallHub hub(List<CallSnapshot> calls) {
        return (CallHub)
                Proxy.newProxyInstance(
                        CallHub.class.getClassLoader(),
                        new Class<?>[] {CallHub.class},
                        (proxy, method, args) ->
                                method.getName().equals("calls")
                                        ? calls
                                        : calls.stream()
                                                .filter(c -> c.id().equals(args[0]))
                                                .findFirst());
    }

    /** Asks, and looks whether the document knew what is answered. */
    private JsonNode answer(String method, String path, String template, String body)
            throws IOException {
        Answer answer = asking.ask(method, path, body);
        byte[] bytes = answer.content().orElseThrow().bytes();
        JsonNode json = Json.object(new String(bytes, StandardCharsets.UTF_8));
        fit.answer(method, template, answer.status(), json);
        return json;
    }

    private JsonNode get(String path, String template) throws IOException {
        return answer("GET", path, template, "{}");
    }

    @Test
    void calls_legs_and_pages_have_the_members_of_their_schemas_and_no_others() throws IOException {
        JsonNode page = get("/calls?limit=1", "/calls");
        assertEquals("c1", page.at("/items/0/id").asText());
        get("/calls?after=" + page.path("next").asText(), "/calls");
        get("/calls/c1", "/calls/{id}");
        get("/calls/c2", "/calls/{id}");
        get("/legs", "/legs");
        fit.assertWhole("Call", "Leg", "Party", "Mix", "Page");
    }

    @Test
    void what_is_said_of_sessions_and_tokens_is_all_that_is_told() throws IOException {
        answer("POST", "/session", "/session", "{\"user\":\"olga\",\"password\":\"x\"}");
        get("/session", "/session");
        answer("POST", "/tokens", "/tokens", "{\"name\":\"wall\",\"role\":\"user\"}");
        JsonNode tokens = get("/tokens", "/tokens");
        assertEquals("wall", tokens.at("/items/0/name").asText());
        fit.assertWhole("Session", "Token");
    }

    @Test
    void problems_are_as_they_are_described() {
        fit.value("Problem", Json.object(Json.text(Problem.at("leg", "is needed").json())));
        for (Problem.Kind kind : Problem.Kind.values()) {
            fit.value("Problem", Json.object(Json.text(Problem.of(kind, "so it is").json())));
        }
        fit.assertWhole("Problem");
    }

    @Test
    void each_schema_that_is_named_is_there_and_each_that_is_there_is_used() throws IOException {
        JsonNode document = asking.json("/openapi.json");
        TreeSet<String> there = new TreeSet<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(there::add);
        TreeSet<String> named = new TreeSet<>();
        document.findValuesAsText("$ref")
                .forEach(r -> named.add(r.substring(r.lastIndexOf('/') + 1)));
        assertEquals(there, named);
        assertTrue(there.containsAll(Set.of("Call", "Leg", "Page")));
    }
}
