package org.patchbay.directory.file.internal.json;

import java.util.List;
import java.util.Map;

/** A value and its place. Texts and numbers do not print themselves: they may be secrets. */
public sealed interface JsonValue {
    Place place();

    /** For error messages: {@code a text}. */
    String kind();

    record Struct(Place place, Map<String, Member> members) implements JsonValue {
        @Override
        public String kind() {
            return "an object";
        }
    }

    /** A key of an object with its own place. */
    record Member(Place key, JsonValue value) {}

    record Array(Place place, List<JsonValue> items) implements JsonValue {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Text(Place place, String text) implements JsonValue {
        @Override
        public String kind() {
            return "a text";
        }

        @Override
        public String toString() {
            return "text at " + place;
        }
    }

    /** An integer that fits. */
    record Whole(Place place, long number) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public String toString() {
            return "number at " + place;
        }
    }

    record Truth(Place place, boolean isTrue) implements JsonValue {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** Anything else: fractions, {@code null}. */
    record Other(Place place, String kind) implements JsonValue {}
}
