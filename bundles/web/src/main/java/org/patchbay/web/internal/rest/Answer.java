package org.patchbay.web.internal.rest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.web.internal.http.Json;

/**
 * @param content empty for none
 */
public record Answer(int status, Optional<Content> content, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** What an answer says. */
    public record Content(String type, byte[] bytes) {}

    public Answer {
        headers = Map.copyOf(headers);
    }

    /**
     * @param tree JSON as {@link Json} makes it
     */
    public static Answer of(Object tree) {
        return new Answer(200, Optional.of(json(tree)), Map.of());
    }

    public static Answer of(Content content) {
        return new Answer(200, Optional.of(content), Map.of());
    }

    public static Answer made(String location, Object tree) {
        return new Answer(201, Optional.of(json(tree)), Map.of("Location", location));
    }

    public static Answer nothing() {
        return new Answer(204, Optional.empty(), Map.of());
    }

    private static Content json(Object tree) {
        return new Content(JSON, Json.text(tree).getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, content, more);
    }
}
