package org.patchbay.directory.file.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.patchbay.directory.file.internal.json.JsonValue;
import org.patchbay.directory.file.internal.json.Place;
import org.patchbay.directory.file.internal.json.Printable;

/**
 * One object of the file, asked key by key. Whatever does not fit is told to {@link Problems} and
 * answered as if it were missing.
 */
final class Fields {
    private final Place place;
    private final Map<String, JsonValue.Member> members;
    private final Problems problems;

    private Fields(Place place, Map<String, JsonValue.Member> members, Problems problems) {
        this.place = place;
        this.members = members;
        this.problems = problems;
    }

    /** The value as an object that may have these keys and no other. */
    static Fields of(JsonValue value, Problems problems, Set<String> known) {
        if (!(value instanceof JsonValue.Struct struct)) {
            problems.add(value.place(), "must be an object, not " + value.kind());
            return new Fields(value.place(), Map.of(), problems);
        }
        Fields fields = new Fields(struct.place(), struct.members(), problems);
        struct.members()
                .forEach(
                        (key, member) -> {
                            if (!known.contains(key)) {
                                fields.unknown(key, member.key(), known);
                            }
                        });
        return fields;
    }

    private void unknown(String key, Place at, Set<String> known) {
        problems.add(
                at,
                "unknown key '"
                        + Printable.of(key)
                        + "'"
                        + NearestKey.of(key, known)
                                .map(k -> ", did you mean '" + k + "'?")
                                .orElse("; known are " + String.join(", ", known)));
    }

    Place place() {
        return place;
    }

    /** Where the value of that key stands, else the object. */
    Place placeOf(String key) {
        JsonValue.Member member = members.get(key);
        return member == null ? place : member.value().place();
    }

    boolean has(String key) {
        return members.containsKey(key);
    }

    Optional<JsonValue> value(String key) {
        return Optional.ofNullable(members.get(key)).map(JsonValue.Member::value);
    }

    Optional<String> required(String key, Rule rule) {
        if (!has(key)) {
            problems.add(place, "'" + key + "' is missing");
        }
        return text(key, rule);
    }

    Optional<String> text(String key, Rule rule) {
        return value(key).flatMap(v -> text(v, rule, problems));
    }

    static Optional<String> text(JsonValue value, Rule rule, Problems problems) {
        if (!(value instanceof JsonValue.Text t)) {
            problems.add(value.place(), "must be a text, not " + value.kind());
            return Optional.empty();
        }
        Optional<String> wrong = rule.wrong(t.text());
        wrong.ifPresent(why -> problems.add(value.place(), why));
        return wrong.isPresent() ? Optional.empty() : Optional.of(t.text());
    }

    int whole(String key, int least, int most, int otherwise) {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!(value.get() instanceof JsonValue.Whole w)) {
            problems.add(placeOf(key), "must be a whole number, not " + value.get().kind());
            return otherwise;
        }
        if (w.number() < least || w.number() > most) {
            problems.add(placeOf(key), w.number() + " is not in " + least + "…" + most);
            return otherwise;
        }
        return (int) w.number();
    }

    /** False without. */
    boolean flag(String key) {
        Optional<JsonValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof JsonValue.Truth)) {
            problems.add(placeOf(key), "must be true or false, not " + value.get().kind());
        }
        return value.isPresent() && value.get() instanceof JsonValue.Truth t && t.isTrue();
    }

    /** Of an object whose keys are names that people chose. */
    Map<String, JsonValue.Member> members(String key) {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof JsonValue.Struct struct) {
            return struct.members();
        }
        problems.add(placeOf(key), "must be an object, not " + value.get().kind());
        return Map.of();
    }

    List<JsonValue> list(String key) {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof JsonValue.Array array) {
            return array.items();
        }
        problems.add(placeOf(key), "must be a list, not " + value.get().kind());
        return List.of();
    }

    /** A list of texts, none of them twice; {@code each} may look further at one and its place. */
    List<String> texts(String key, Rule rule, BiConsumer<String, Place> each) {
        return texts(list(key), rule, each);
    }

    /** A text alone stands for a list of it. */
    List<JsonValue> textOrList(String key) {
        return value(key)
                .filter(JsonValue.Text.class::isInstance)
                .map(List::of)
                .orElseGet(() -> list(key));
    }

    /** The same of a text or a list of them. */
    List<String> textOrTexts(String key, Rule rule, BiConsumer<String, Place> each) {
        return texts(textOrList(key), rule, each);
    }

    private List<String> texts(List<JsonValue> items, Rule rule, BiConsumer<String, Place> each) {
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonValue item : items) {
            text(item, rule, problems)
                    .ifPresent(
                            t -> {
                                if (seen.add(rule.sameAs(t))) {
                                    texts.add(t);
                                    each.accept(t, item.place());
                                } else {
                                    problems.add(item.place(), "'" + t + "' stands here twice");
                                }
                            });
        }
        return texts;
    }

    List<String> texts(String key, Rule rule) {
        return texts(key, rule, (text, at) -> {});
    }
}
