package org.patchbay.directory.file.internal.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.file.internal.json.JsonValue;
import org.patchbay.directory.file.internal.json.Place;

/** The groups, and that whom they name exists and no group rings itself. */
final class GroupReader {
    private static final Set<String> KEYS =
            DirectoryReader.keys("id", "number", "members", "strategy", "timeoutS");
    private static final Rule STRATEGY = Rule.oneOf("all", "order");
    private static final int DEFAULT_TIMEOUT_S = 25;
    private static final int MAX_TIMEOUT_S = 3600;
    private static final int MAX_MEMBERS = 32;

    private record Edge(String to, Place at) {}

    private final Problems problems;
    private final Numbers numbers;
    private final Targets.Known known;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, List<Edge>> edges = new HashMap<>();

    GroupReader(Problems problems, Numbers numbers, Targets.Known known) {
        this.problems = problems;
        this.numbers = numbers;
        this.known = known;
    }

    Map<String, Group> groups() {
        return groups;
    }

    void readAll(List<JsonValue> items) {
        Ids ids = new Ids(problems);
        for (JsonValue item : items) {
            Fields f = Fields.of(item, problems, KEYS);
            Optional<String> id = ids.claim(f);
            Optional<String> number = f.text("number", Rule.NUMBER);
            number.ifPresent(n -> numbers.claim(n, f.placeOf("number")));
            List<Edge> inner = new ArrayList<>();
            Targets targets = new Targets(problems, known, (to, at) -> inner.add(new Edge(to, at)));
            List<String> members = f.texts("members", Rule.MEMBER, targets::check);
            if (f.list("members").isEmpty() || members.size() > MAX_MEMBERS) {
                problems.add(f.placeOf("members"), "needs 1 to " + MAX_MEMBERS + " members");
            }
            boolean all = f.text("strategy", STRATEGY).orElse("all").equals("all");
            int timeoutS = f.whole("timeoutS", 1, MAX_TIMEOUT_S, DEFAULT_TIMEOUT_S);
            id.ifPresent(
                    i -> {
                        groups.put(i, new Group(i, number.orElse(""), members, all, timeoutS));
                        edges.put(i, inner);
                    });
        }
        checkEdges();
    }

    private void checkEdges() {
        edges.values()
                .forEach(
                        inner ->
                                inner.forEach(
                                        e ->
                                                DirectoryReader.refers(
                                                        "group",
                                                        e.to(),
                                                        groups.keySet(),
                                                        e.at(),
                                                        problems)));
        edges.forEach(
                (id, inner) -> {
                    for (Edge e : inner) {
                        if (reaches(e.to(), id)) {
                            problems.add(e.at(), "group '" + id + "' would ring itself");
                        }
                    }
                });
    }

    private boolean reaches(String from, String wanted) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.pop();
            if (at.equals(wanted)) {
                return true;
            }
            if (seen.add(at)) {
                edges.getOrDefault(at, List.of()).forEach(e -> open.push(e.to()));
            }
        }
        return false;
    }
}
