package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.Target;

class JsonTest {
    private record Thing(
            CallId call, Target who, Optional<String> none, Instant at, List<Character> keys) {}

    @Test
    void records_are_their_components_and_what_is_empty_is_left_out() {
        Thing thing =
                new Thing(
                        new CallId("c1"),
                        Target.parse("device:1001"),
                        Optional.empty(),
                        Instant.ofEpochMilli(12),
                        List.of('#'));
        assertEquals(
                "{\"call\":\"c1\",\"who\":\"device:1001\",\"at\":12,\"keys\":[\"#\"]}",
                Json.text(Json.tree(thing)));
    }

    @Test
    void what_is_no_object_or_too_deep_or_double_is_a_problem() {
        for (String text :
                List.of(
                        "",
                        "[]",
                        "1",
                        "null",
                        "{",
                        "{}{}",
                        "{\"a\":1,\"a\":2}",
                        "{\"a\":".repeat(30) + "1" + "}".repeat(30),
                        "[".repeat(60_000))) {
            assertThrows(Problem.class, () -> Json.object(text), text);
        }
        assertEquals(1, Json.object("{\"a\":1}").get("a").asInt());
    }
}
