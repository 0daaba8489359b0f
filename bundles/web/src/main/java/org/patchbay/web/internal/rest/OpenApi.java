package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.web.internal.http.Gate;

/** The document of the routes (OpenAPI 3.1), made from the table itself. Pure. */
final class OpenApi {
    private static final Pattern VALUE = Pattern.compile("\\{([a-z]+)}");

    private OpenApi() {}

    static Map<String, Object> document(List<Route> routes, String version) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.template(), t -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        "Patchbay",
                        "version",
                        version,
                        "description",
                        "The house by REST. Events come by the WebSocket /api/v1/events, browser"
                                + " phones talk by /api/v1/phone."));
        document.put("servers", List.of(Map.of("url", "/api/v1")));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.doc().summary());
        operation.put("operationId", operationId(route));
        route.role().ifPresent(r -> operation.put("x-role", r.text()));
        List<Object> parameters = new ArrayList<>();
        Matcher values = VALUE.matcher(route.template());
        while (values.find()) {
            parameters.add(parameter("path", Field.text(values.group(1), "as in the list")));
        }
        route.query().forEach(f -> parameters.add(parameter("query", f)));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (!route.body().isEmpty()) {
            operation.put(
                    "requestBody",
                    Map.of(
                            "required",
                            true,
                            "content",
                            Map.of("application/json", Map.of("schema", body(route)))));
        }
        operation.put("responses", responses(route));
        operation.put("security", security(route));
        return operation;
    }

    /** Where the answer may be nothing, it is that for whoever is nobody. */
    private static List<Map<String, Object>> security(Route route) {
        List<Map<String, Object>> ways = new ArrayList<>();
        if (route.doc().nothing().isPresent() && route.role().isEmpty()) {
            ways.add(Map.of());
        }
        if (route.role().isPresent() || route.doc().nothing().isPresent()) {
            ways.add(session(route));
            ways.add(Map.of("token", List.of()));
        }
        return ways;
    }

    private static String operationId(Route route) {
        return route.method().toLowerCase(Locale.ROOT)
                + route.template().replaceAll("[^a-z]+", "-").replaceAll("-$", "");
    }

    /** A page says the word of its session with whatever changes something. */
    private static Map<String, Object> session(Route route) {
        Map<String, Object> needs = new LinkedHashMap<>();
        needs.put("session", List.of());
        if (!route.method().equals("GET")) {
            needs.put("csrf", List.of());
        }
        return needs;
    }

    private static Map<String, Object> parameter(String in, Field f) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", f.name());
        parameter.put("in", in);
        parameter.put("required", f.required());
        parameter.put("description", f.description());
        parameter.put("schema", f.valueSchema());
        return parameter;
    }

    private static Map<String, Object> body(Route route) {
        if (!route.doc().bodySchema().isEmpty()) {
            return route.doc().bodySchema();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        route.body().forEach(f -> members.put(f.name(), f.schema()));
        return Schemas.object(
                members, route.body().stream().filter(Field::required).map(Field::name).toList());
    }

    private static Map<String, Object> responses(Route route) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("" + route.status(), done(route));
        route.doc().nothing().ifPresent(what -> responses.put("204", Map.of("description", what)));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "It was not carried out (RFC 9457)",
                        "content",
                        Map.of(
                                "application/problem+json",
                                Map.of("schema", Schemas.of("Problem")))));
        return responses;
    }

    private static Map<String, Object> done(Route route) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("description", "Done");
        if (route.status() != 204) {
            boolean known = !route.doc().answerSchema().isEmpty();
            Map<String, Object> content =
                    known ? Map.of("schema", route.doc().answerSchema()) : Map.of();
            done.put("content", Map.of(route.doc().type(), content));
        }
        return done;
    }

    private static Map<String, Object> components() {
        return Map.of(
                "schemas",
                Schemas.all(),
                "securitySchemes",
                Map.of(
                        "session",
                        Map.of("type", "apiKey", "in", "cookie", "name", Gate.COOKIE),
                        "csrf",
                        Map.of("type", "apiKey", "in", "header", "name", Gate.CSRF_HEADER),
                        "token",
                        Map.of("type", "http", "scheme", "bearer")));
    }
}
