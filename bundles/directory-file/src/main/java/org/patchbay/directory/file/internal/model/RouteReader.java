package org.patchbay.directory.file.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.Hours;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.file.internal.json.JsonValue;
import org.patchbay.directory.file.internal.json.Place;

/** The routes: conditions here, what they do in {@link StepReader}. */
final class RouteReader {
    private static final Set<String> KEYS = keys();
    private static final Set<String> WHEN =
            DirectoryReader.keys("trunk", "called", "caller", "hours");
    private static final int MAX_ROUTES = 1000;
    private static final int MAX_PATTERNS = 256;

    private final Problems problems;
    private final Targets targets;
    private final Map<String, Hours> hours;
    private final StepReader steps;

    RouteReader(Problems problems, Targets targets, Map<String, Hours> hours) {
        this.problems = problems;
        this.targets = targets;
        this.hours = hours;
        this.steps = new StepReader(problems, targets);
    }

    private static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(List.of("id", "when"));
        keys.addAll(StepReader.KEYS);
        return keys;
    }

    List<Route> readAll(List<JsonValue> items) {
        List<Route> routes = new ArrayList<>();
        if (items.size() > MAX_ROUTES) {
            problems.add(items.get(MAX_ROUTES).place(), "more than " + MAX_ROUTES + " routes");
            return routes;
        }
        Ids ids = new Ids(problems);
        for (JsonValue item : items) {
            Fields f = Fields.of(item, problems, KEYS);
            Optional<String> id = ids.claim(f);
            Route.When when =
                    f.value("when")
                            .map(w -> when(Fields.of(w, problems, WHEN)))
                            .orElse(Route.When.ALWAYS);
            Route.Step step = steps.read(f, when.ofTrunks());
            id.ifPresent(i -> routes.add(new Route(i, when, step)));
        }
        return routes;
    }

    private Route.When when(Fields f) {
        Optional<String> named = f.text("hours", Rule.ID);
        named.ifPresent(
                h ->
                        DirectoryReader.refers(
                                "hours", h, hours.keySet(), f.placeOf("hours"), problems));
        List<String> trunks = f.textOrTexts("trunk", Rule.TRUNK_OR_ANY, this::trunk);
        if (f.has("trunk") && f.textOrList("trunk").isEmpty()) {
            problems.add(f.placeOf("trunk"), "names no trunk; '*' is any");
        }
        return new Route.When(
                trunks,
                patterns(f, "called", Rule.PATTERN),
                patterns(f, "caller", Rule.CALLER_PATTERN),
                named);
    }

    private void trunk(String id, Place at) {
        if (!id.equals(Route.When.ANY_TRUNK)) {
            targets.trunkId(id, at);
        }
    }

    private List<String> patterns(Fields f, String key, Rule rule) {
        List<String> patterns = f.textOrTexts(key, rule, (text, at) -> {});
        if (f.has(key) && f.textOrList(key).isEmpty() || patterns.size() > MAX_PATTERNS) {
            problems.add(f.placeOf(key), "needs 1 to " + MAX_PATTERNS + " patterns");
        }
        return patterns;
    }
}
