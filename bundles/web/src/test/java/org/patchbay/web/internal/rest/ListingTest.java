package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;

class ListingTest {
    private final TreeMap<String, Map<String, Object>> items = new TreeMap<>();

    private Map<String, Object> page(String... query) {
        Map<String, String> asked = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            asked.put(query[i], query[i + 1]);
        }
        return Listing.page(
                new Ask(Optional.empty(), Map.of(), asked, Json.object("{}"), ""), items);
    }

    private static List<String> ids(Map<String, Object> page) {
        List<String> ids = new ArrayList<>();
        ((List<?>) page.get("items")).forEach(i -> ids.add((String) ((Map<?, ?>) i).get("id")));
        return ids;
    }

    private void fill(int n) {
        for (int i = 100; i < 100 + n; i++) {
            items.put("" + i, Map.of("id", "" + i, "legs", List.of(Map.of("who", "Anna" + i))));
        }
    }

    @Test
    void page_by_page_everything_comes_once() {
        fill(7);
        List<String> all = new ArrayList<>();
        Map<String, Object> page = page("limit", "3");
        all.addAll(ids(page));
        while (page.get("next") != null) {
            page = page("limit", "3", "after", (String) page.get("next"));
            all.addAll(ids(page));
        }
        assertEquals(List.copyOf(items.keySet()), all);
    }

    @Test
    void what_goes_between_two_pages_moves_nothing() {
        fill(6);
        String next = (String) page("limit", "3").get("next");
        items.remove("101");
        items.remove("102");
        assertEquals(List.of("103", "104", "105"), ids(page("after", next)));
    }

    @Test
    void a_last_page_that_is_full_has_no_next() {
        fill(3);
        assertEquals(null, page("limit", "3").get("next"));
    }

    @Test
    void a_text_is_found_wherever_it_stands() {
        fill(30);
        assertEquals(List.of("105"), ids(page("q", "aNNa105")));
        assertEquals(List.of(), ids(page("q", "ben")));
    }

    @Test
    void what_makes_no_sense_is_said_where() {
        for (String limit : List.of("0", "501", "x", "-1", "99999999999")) {
            assertEquals(
                    "limit",
                    assertThrows(Problem.class, () -> page("limit", limit)).json().get("at"));
        }
        assertEquals(
                "after", assertThrows(Problem.class, () -> page("after", "!")).json().get("at"));
    }
}
