package org.patchbay.web.internal.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.patchbay.web.internal.http.Problem;

/**
 * A list, page by page. The cursor is the key of the last item that somebody has, so that whatever
 * comes and goes meanwhile is neither told twice nor missed. Pure.
 */
final class Listing {
    static final List<Field> PARAMETERS =
            List.of(
                    Field.number("limit", "items of a page, 1 to 500; 50 without it").optional(),
                    Field.text("after", "the `next` of the page before").optional(),
                    Field.text("q", "items with that text anywhere in them").optional());

    static final int USUAL = 50;
    static final int MOST = 500;

    private Listing() {}

    /**
     * @param items by keys that order them and do not change
     */
    static Map<String, Object> page(Ask ask, SortedMap<String, Map<String, Object>> items) {
        int limit = limit(ask, USUAL, MOST);
        SortedMap<String, Map<String, Object>> left =
                ask.query("after").map(a -> items.tailMap(key(a) + '\0')).orElse(items);
        Optional<String> text = ask.query("q").map(q -> q.toLowerCase(Locale.ROOT));
        List<Object> page = new ArrayList<>();
        String last = null;
        boolean more = false;
        for (Map.Entry<String, Map<String, Object>> item : left.entrySet()) {
            if (text.isPresent() && !contains(item.getValue(), text.get())) {
                continue;
            }
            if (page.size() == limit) {
                more = true;
                break;
            }
            page.add(item.getValue());
            last = item.getKey();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page);
        if (more) {
            answer.put("next", cursor(last));
        }
        return answer;
    }

    /**
     * How many are asked for.
     *
     * @throws Problem where that is not from 1 to {@code most}
     */
    static int limit(Ask ask, int usual, int most) {
        Optional<String> text = ask.query("limit");
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.at("limit", "a number from 1 to " + most + " is needed");
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws Problem where that is no {@link #cursor}
     */
    static String key(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.at("after", "that is the `next` of no page");
        }
    }

    private static boolean contains(Object value, String text) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(v -> contains(v, text));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(v -> contains(v, text));
        }
        return value instanceof String s && s.toLowerCase(Locale.ROOT).contains(text);
    }
}
