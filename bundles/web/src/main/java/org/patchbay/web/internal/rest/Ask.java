package org.patchbay.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;

/**
 * A request that fits its route.
 *
 * @param asker present where the route is not for everybody
 * @param path the values of its template
 * @param query those that the route knows
 * @param body an object; empty where there was none
 * @param source from where, as guesses are counted
 */
public record Ask(
        Optional<Who> asker,
        Map<String, String> path,
        Map<String, String> query,
        JsonNode body,
        String source) {
    public Who who() {
        return asker.orElseThrow();
    }

    public String at(String name) {
        return path.get(name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /**
     * @throws Problem where there is no such text in the body
     */
    public String text(String name) {
        JsonNode value = body.get(name);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw Problem.at(name, "'" + name + "' is needed, a text");
        }
        return value.textValue();
    }

    /**
     * @throws Problem where there is no true or false of that name in the body
     */
    public boolean flag(String name) {
        JsonNode value = body.get(name);
        if (value == null || !value.isBoolean()) {
            throw Problem.at(name, "'" + name + "' is needed, true or false");
        }
        return value.booleanValue();
    }
}
