package org.patchbay.web.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.patchbay.call.api.Target;

/**
 * Records as JSON: components by their names, what is empty is left out, times in milliseconds, and
 * a record of one component is what that is.
 */
public final class Json {
    private static final int MOST_DEPTH = 20;
    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(MOST_DEPTH)
                                            .build())
                            .build());
    private static final ObjectReader READER =
            MAPPER.readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** Maps, lists, strings, numbers and booleans only. */
    public static Object tree(Object value) {
        if (value instanceof Optional<?> o) {
            return o.map(Json::tree).orElse(null);
        }
        if (value instanceof OptionalInt o) {
            return o.isPresent() ? o.getAsInt() : null;
        }
        if (value instanceof Instant at) {
            return at.toEpochMilli();
        }
        if (value instanceof Duration d) {
            return d.toMillis();
        }
        if (value instanceof Target || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Enum<?> e) {
            return e.name();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((k, v) -> all.put(String.valueOf(tree(k)), tree(v)));
            return all;
        }
        if (value instanceof Collection<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(v -> all.add(tree(v)));
            return all;
        }
        return value instanceof Record r ? record(r) : value;
    }

    private static Object record(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components.length == 1 && components[0].getName().equals("value")) {
            return tree(read(record, components[0]));
        }
        return fields(record);
    }

    public static Map<String, Object> fields(Record record) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (RecordComponent c : record.getClass().getRecordComponents()) {
            Object value = tree(read(record, c));
            if (value != null) {
                all.put(c.getName(), value);
            }
        }
        return all;
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(record.getClass().getName(), e);
        }
    }

    public static String text(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree as above has nothing that could fail
        }
    }

    /**
     * @throws Problem where that is no JSON object
     */
    public static JsonNode object(String text) {
        try {
            JsonNode read = READER.readValue(text);
            if (read == null || !read.isObject()) {
                throw Problem.of(Problem.Kind.BAD_REQUEST, "a JSON object is needed");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw Problem.of(Problem.Kind.BAD_REQUEST, "broken JSON: " + e.getOriginalMessage());
        }
    }
}
