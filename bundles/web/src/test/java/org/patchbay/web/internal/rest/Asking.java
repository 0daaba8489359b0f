package org.patchbay.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Query;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Token;

/** Asks routes for something as a program does, without a server. */
final class Asking {
    private final Router router;
    private Role role = Role.OPERATOR;

    Asking(List<Route> routes) {
        router = new Router(routes);
    }

    Asking as(Role other) {
        role = other;
        return this;
    }

    /**
     * @param path with its query
     */
    Answer get(String path) throws IOException {
        return ask("GET", path, "{}");
    }

    Answer ask(String method, String path, String body) throws IOException {
        String[] parts = path.split("\\?", 2);
        Router.Found found =
                router.find(method, List.of(parts[0].substring(1).split("/"))).orElseThrow();
        Map<String, String> query = new HashMap<>();
        if (parts.length > 1) {
            Query.of(parts[1]).forEach((name, values) -> query.put(name, values.get(0)));
        }
        Token token = new Token("t", "test", role, "somebody", Instant.EPOCH, "");
        return found.route()
                .handler()
                .handle(
                        new Ask(
                                Optional.of(Who.with(token)),
                                found.values(),
                                query,
                                Json.object(body),
                                "192.0.2.1"));
    }

    String text(String path) throws IOException {
        return new String(get(path).content().orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    JsonNode json(String path) throws IOException {
        return Json.object(text(path));
    }
}
