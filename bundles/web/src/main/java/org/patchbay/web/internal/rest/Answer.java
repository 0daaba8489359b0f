package org.patchbay.web.internal.rest;

import java.util.Map;
import java.util.Optional;

/**
 * @param tree JSON as {@link org.patchbay.web.internal.http.Json} makes it; empty for none
 */
public record Answer(int status, Optional<Object> tree, Map<String, String> headers) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer of(Object tree) {
        return new Answer(200, Optional.of(tree), Map.of());
    }

    public static Answer made(String location, Object tree) {
        return new Answer(201, Optional.of(tree), Map.of("Location", location));
    }

    public static Answer nothing() {
        return new Answer(204, Optional.empty(), Map.of());
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, tree, more);
    }
}
