package org.patchbay.directory.file.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.file.internal.json.JsonValue;

/** What a route does, and what it does otherwise. */
final class StepReader {
    static final Set<String> KEYS =
            DirectoryReader.keys(
                    "ring",
                    "strategy",
                    "trunk",
                    "number",
                    "strip",
                    "prefix",
                    "form",
                    "timeoutS",
                    "callerId",
                    "voicemail",
                    "menu",
                    "app",
                    "room",
                    "reject",
                    "otherwise");

    private static final Set<String> OUTCOMES =
            DirectoryReader.keys("noAnswer", "busy", "declined", "unreachable", "failed");
    private static final Set<String> CALLER_ID = DirectoryReader.keys("number", "name");
    private static final List<String> DOES =
            List.of("ring", "trunk", "voicemail", "menu", "app", "room", "reject");
    private static final List<String> DIALS = List.of("ring", "trunk");
    private static final List<String> GOES_ON =
            List.of("ring", "trunk", "voicemail", "menu", "app");
    private static final Rule STRATEGY = Rule.oneOf("all", "order");
    private static final Rule FORM = Rule.oneOf("e164", "national");
    private static final Rule REASON =
            Rule.oneOf("busy", "declined", "noAnswer", "notFound", "forbidden", "unavailable");
    private static final int MAX_DEPTH = 3;
    private static final int MAX_TARGETS = 32;
    private static final int MAX_TIMEOUT_S = 3600;

    private final Problems problems;
    private final Targets targets;

    StepReader(Problems problems, Targets targets) {
        this.problems = problems;
        this.targets = targets;
    }

    /**
     * @param ofTrunks the call comes from outside: then it goes out again to nobody but whom the
     *     file names
     */
    Route.Step read(Fields f, boolean ofTrunks) {
        return read(f, ofTrunks, 1);
    }

    private Route.Step read(Fields f, boolean ofTrunks, int depth) {
        doesOneThing(f);
        List<String> ring = f.textOrTexts("ring", Rule.MEMBER, targets::check);
        count(f, "ring", ring);
        return new Route.Step(
                ring,
                f.text("strategy", STRATEGY).orElse("all").equals("order"),
                f.has("trunk") ? Optional.of(out(f, ofTrunks)) : Optional.empty(),
                f.has("timeoutS")
                        ? OptionalInt.of(f.whole("timeoutS", 1, MAX_TIMEOUT_S, 1))
                        : OptionalInt.empty(),
                callerId(f),
                f.text("voicemail", Rule.ID),
                f.text("menu", Rule.ID),
                f.text("app", Rule.ID),
                f.text("room", Rule.NUMBER),
                f.text("reject", REASON),
                otherwise(f, ofTrunks, depth));
    }

    private void doesOneThing(Fields f) {
        List<String> does = new ArrayList<>(DOES);
        does.removeIf(key -> !f.has(key));
        if (does.isEmpty()) {
            problems.add(f.place(), "does nothing: needs one of " + String.join(", ", DOES));
            return;
        }
        String first = does.remove(0);
        if (DIALS.contains(first) && !does.isEmpty() && isEnd(does.get(0))) {
            String end = does.remove(0);
            first = does.stream().anyMatch(StepReader::isEnd) ? end : first;
        }
        if (!does.isEmpty()) {
            problems.add(
                    f.placeOf(does.get(0)),
                    "'" + does.get(0) + "' does not go together with '" + first + "'");
        }
        needs(f, "strategy", List.of("ring"));
        for (String key : List.of("number", "strip", "prefix", "form")) {
            needs(f, key, List.of("trunk"));
        }
        needs(f, "timeoutS", DIALS);
        needs(f, "callerId", DIALS);
        needs(f, "otherwise", GOES_ON);
    }

    /** Where a call may end that nobody answered. */
    private static boolean isEnd(String key) {
        return key.equals("voicemail") || key.equals("menu");
    }

    private void needs(Fields f, String key, List<String> others) {
        if (f.has(key) && others.stream().noneMatch(f::has)) {
            problems.add(
                    f.placeOf(key), "'" + key + "' needs '" + String.join("' or '", others) + "'");
        }
    }

    private void count(Fields f, String key, List<String> listed) {
        if (f.has(key) && (f.textOrList(key).isEmpty() || listed.size() > MAX_TARGETS)) {
            problems.add(f.placeOf(key), "needs 1 to " + MAX_TARGETS + " of them");
        }
    }

    private Route.Out out(Fields f, boolean ofTrunks) {
        List<String> trunks = f.textOrTexts("trunk", Rule.ID, targets::trunkId);
        count(f, "trunk", trunks);
        if (ofTrunks && !f.has("number")) {
            problems.add(
                    f.placeOf("trunk"),
                    "who calls by a trunk would call out at our cost: write the 'number' to call");
        }
        if (f.has("number") && (f.has("strip") || f.has("prefix"))) {
            problems.add(f.placeOf("number"), "'number' leaves nothing to strip or prefix");
        }
        return new Route.Out(
                trunks,
                f.text("number", Rule.NUMBER),
                f.whole("strip", 0, 16, 0),
                f.text("prefix", Rule.NUMBER).orElse(""),
                f.text("form", FORM));
    }

    /** A number alone, or an object of a number and a name. */
    private Optional<Route.CallerId> callerId(Fields f) {
        Optional<JsonValue> value = f.value("callerId");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonValue.Text) {
            return f.text("callerId", Rule.NUMBER).map(n -> new Route.CallerId(n, ""));
        }
        Fields both = Fields.of(value.get(), problems, CALLER_ID);
        return Optional.of(
                new Route.CallerId(
                        both.text("number", Rule.NUMBER).orElse(""),
                        both.text("name", Rule.NAME).orElse("")));
    }

    private Map<String, Route.Step> otherwise(Fields f, boolean ofTrunks, int depth) {
        Map<String, Route.Step> steps = new LinkedHashMap<>();
        Optional<JsonValue> written = f.value("otherwise");
        if (written.isEmpty()) {
            return steps;
        }
        if (depth >= MAX_DEPTH) {
            problems.add(f.placeOf("otherwise"), "steps are nested deeper than " + MAX_DEPTH);
            return steps;
        }
        Fields outcomes = Fields.of(written.get(), problems, OUTCOMES);
        for (String outcome : OUTCOMES) {
            outcomes.value(outcome)
                    .map(step -> Fields.of(step, problems, KEYS))
                    .ifPresent(step -> steps.put(outcome, read(step, ofTrunks, depth + 1)));
        }
        return steps;
    }
}
