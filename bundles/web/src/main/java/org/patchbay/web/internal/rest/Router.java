package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request. Pure. */
public final class Router {
    private final List<Route> routes;

    /**
     * @param values of the template, decoded
     */
    public record Found(Route route, Map<String, String> values) {}

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * @param segments of the path under {@code /api/v1}, decoded
     */
    public Optional<Found> find(String method, List<String> segments) {
        for (Route route : routes) {
            if (route.method().equals(method)) {
                Optional<Map<String, String>> values = match(route.template(), segments);
                if (values.isPresent()) {
                    return Optional.of(new Found(route, values.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Methods that the path would take, in their order; none where there is no such path. */
    public List<String> methods(List<String> segments) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (match(route.template(), segments).isPresent()) {
                methods.add(route.method());
            }
        }
        return new ArrayList<>(methods);
    }

    private static Optional<Map<String, String>> match(String template, List<String> segments) {
        String[] parts = template.substring(1).split("/");
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                values.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
            } else if (!parts[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
