package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether values are as the document says, as far as ours says anything. */
final class Fit {
    private final JsonNode document;
    private final Map<String, Set<String>> seen = new HashMap<>();

    Fit(JsonNode document) {
        this.document = document;
    }

    void answer(String method, String template, int status, JsonNode value) {
        JsonNode schema =
                document.path("paths")
                        .path(template)
                        .path(method.toLowerCase(Locale.ROOT))
                        .path("responses")
                        .path("" + status)
                        .path("content")
                        .path("application/json")
                        .path("schema");
        assertFalse(schema.isMissingNode(), method + " " + template);
        check(schema, value, template, new TreeSet<>());
    }

    /**
     * @param name of the schema
     */
    void value(String name, JsonNode value) {
        check(schema(name), value, name, members(name));
    }

    private JsonNode schema(String name) {
        JsonNode schema = document.at("/components/schemas").path(name);
        assertFalse(schema.isMissingNode(), name);
        return schema;
    }

    private Set<String> members(String name) {
        return seen.computeIfAbsent(name, n -> new TreeSet<>());
    }

    /** All members of these were seen, too. */
    void assertWhole(String... names) {
        for (String name : names) {
            Set<String> described = new TreeSet<>();
            schema(name).path("properties").fieldNames().forEachRemaining(described::add);
            assertEquals(described, members(name), name);
        }
    }

    private void check(JsonNode schema, JsonNode value, String at, Set<String> members) {
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").asText();
            value(ref.substring(ref.lastIndexOf('/') + 1), value);
        }
        schema.path("allOf").forEach(part -> check(part, value, at, members));
        if (schema.has("type")) {
            assertTrue(isOf(schema.path("type").asText(), value), at + ": " + value);
        }
        if (schema.has("enum")) {
            assertTrue(schema.path("enum").toString().contains(value.toString()), at + value);
        }
        schema.path("required").forEach(r -> assertTrue(value.has(r.asText()), at + " " + r));
        value.forEach(item -> inside(schema.path("items"), item, at));
        value.forEach(item -> inside(schema.path("additionalProperties"), item, at));
        if (schema.has("properties")) {
            properties(schema, value, at, members);
        }
    }

    private void inside(JsonNode schema, JsonNode value, String at) {
        if (!schema.isMissingNode()) {
            check(schema, value, at, new TreeSet<>());
        }
    }

    private void properties(JsonNode schema, JsonNode value, String at, Set<String> members) {
        value.fields()
                .forEachRemaining(
                        member -> {
                            String name = member.getKey();
                            members.add(name);
                            JsonNode described = schema.path("properties").path(name);
                            // Of a page the second part describes the items alone.
                            boolean known = !described.isMissingNode() || !schema.has("type");
                            assertTrue(known, at + " has " + name);
                            inside(described, member.getValue(), at + "/" + name);
                        });
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> type.equals("boolean") && value.isBoolean();
        };
    }
}
