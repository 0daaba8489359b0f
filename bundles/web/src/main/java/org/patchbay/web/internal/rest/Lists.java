package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What lists can be asked for beside a page. */
final class Lists {
    private Lists() {}

    static List<Field> with(Field... filters) {
        List<Field> all = new ArrayList<>(Listing.PARAMETERS);
        all.addAll(List.of(filters));
        return all;
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
