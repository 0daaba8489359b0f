package org.patchbay.web.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One parameter of a query, or one member of a body.
 *
 * @param type {@code string}, {@code integer} or {@code boolean}
 * @param choices of a string that may be nothing else; else empty
 */
public record Field(
        String name, String type, boolean required, List<String> choices, String description) {
    public Field {
        choices = List.copyOf(choices);
    }

    public static Field text(String name, String description) {
        return new Field(name, "string", true, List.of(), description);
    }

    public static Field flag(String name, String description) {
        return new Field(name, "boolean", true, List.of(), description);
    }

    public static Field number(String name, String description) {
        return new Field(name, "integer", true, List.of(), description);
    }

    public static Field choice(String name, List<String> choices, String description) {
        return new Field(name, "string", true, choices, description);
    }

    public Field optional() {
        return new Field(name, type, false, choices, description);
    }

    /** Of its value alone. */
    Map<String, Object> valueSchema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        if (!choices.isEmpty()) {
            schema.put("enum", choices);
        }
        return schema;
    }

    /** As a member of a body. */
    Map<String, Object> schema() {
        Map<String, Object> schema = valueSchema();
        schema.put("description", description);
        return schema;
    }
}
