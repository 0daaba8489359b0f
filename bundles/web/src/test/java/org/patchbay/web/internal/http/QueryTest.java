package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void names_and_values_as_pages_write_them() {
        assertEquals(Map.of(), Query.of(null));
        assertEquals(Map.of(), Query.of(""));
        assertEquals(
                Map.of("of", List.of("2001:db8:0:1::/64"), "q", List.of("ü b", "")),
                Query.of("of=2001%3Adb8:0:1::%2F64&q=%C3%bc+b&&q"));
    }

    @Test
    void what_is_no_text_is_the_askers_fault() {
        for (String text : List.of("a=%FF", "%FF", "a=%C3", "a=%", "a=%4", "a=%zz", "a=\u00fc")) {
            Problem problem = assertThrows(Problem.class, () -> Query.of(text), text);
            assertEquals(Problem.Kind.BAD_REQUEST, problem.kind(), text);
        }
    }
}
