package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.patchbay.web.internal.http.Problem;

/** What lists can be asked for beside a page. */
final class Lists {
    private Lists() {}

    static List<Field> with(Field... filters) {
        List<Field> all = new ArrayList<>(Listing.PARAMETERS);
        all.addAll(List.of(filters));
        return all;
    }

    /**
     * False where it is not asked for.
     *
     * @throws Problem where that is neither true nor false
     */
    static boolean flag(Ask ask, Field flag) {
        String text = ask.query(flag.name()).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.at(flag.name(), "true or false");
        }
        return text.equals("true");
    }

    /** Where it is asked for, only items whose member of that name is as asked. */
    static void keep(SortedMap<String, Map<String, Object>> items, Ask ask, String name) {
        ask.query(name)
                .ifPresent(
                        wanted ->
                                items.values()
                                        .removeIf(
                                                i -> !wanted.equals(String.valueOf(i.get(name)))));
    }
}
