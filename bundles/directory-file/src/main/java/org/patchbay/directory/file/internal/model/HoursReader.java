package org.patchbay.directory.file.internal.model;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.patchbay.directory.api.Hours;
import org.patchbay.directory.file.internal.json.JsonValue;

/** The hours that routes name. */
final class HoursReader {
    private static final Set<String> KEYS =
            DirectoryReader.keys("id", "timeZone", "open", "closed");

    private final Problems problems;

    HoursReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, Hours> readAll(List<JsonValue> items) {
        Ids ids = new Ids(problems);
        Map<String, Hours> all = new LinkedHashMap<>();
        for (JsonValue item : items) {
            Fields f = Fields.of(item, problems, KEYS);
            Optional<String> id = ids.claim(f);
            Optional<ZoneId> zone =
                    f.required("timeZone", Rule.NAME).flatMap(z -> read(f, "timeZone", z));
            List<Hours.Span> open = each(f, "open", Hours.Span::parse);
            if (f.list("open").isEmpty()) {
                problems.add(f.placeOf("open"), "'open' needs at least one span");
            }
            List<Hours.Dates> closed = each(f, "closed", Hours.Dates::parse);
            if (id.isPresent() && zone.isPresent()) {
                all.put(id.get(), new Hours(id.get(), zone.get(), open, closed));
            }
        }
        return all;
    }

    private Optional<ZoneId> read(Fields f, String key, String zone) {
        try {
            return Optional.of(Hours.zone(zone));
        } catch (IllegalArgumentException e) {
            problems.add(f.placeOf(key), e.getMessage());
            return Optional.empty();
        }
    }

    private <T> List<T> each(Fields f, String key, Function<String, T> parse) {
        List<T> all = new ArrayList<>();
        f.texts(
                key,
                Rule.NAME,
                (text, at) -> {
                    try {
                        all.add(parse.apply(text));
                    } catch (IllegalArgumentException e) {
                        problems.add(at, "'" + text + "' " + e.getMessage());
                    }
                });
        return all;
    }
}
