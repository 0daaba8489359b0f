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

    /** Ids that members may name. */
    record Known(Set<String> users, Set<String> devices, Set<String> trunks) {}

    private record Edge(String to, Place at) {}

    private final Problems problems;
    private final Numbers numbers;
    private final Known known;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, List<Edge>> edges = new HashMap<>();

    GroupReader(Problems problems, Numbers numbers, Known known) {
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
            List<String> members = f.texts("members", Rule.MEMBER, (m, at) -> member(m, at, inner));
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

    private void member(String member, Place at, List<Edge> inner) {
        int colon = member.indexOf(':');
        String scheme = member.substring(0, colon);
        String address = member.substring(colon + 1);
        switch (scheme) {
            case "user" -> DirectoryReader.refers("user", address, known.users(), at, problems);
            case "device" ->
                    DirectoryReader.refers("device", address, known.devices(), at, problems);
            case "group" -> inner.add(new Edge(address, at));
            case "trunk" -> trunk(address, at);
            default -> other(scheme, at);
        }
    }

    private void trunk(String address, Place at) {
        int slash = address.indexOf('/');
        if (slash < 1 || slash == address.length() - 1) {
            problems.add(at, "write trunk:ID/NUMBER");
            return;
        }
        DirectoryReader.refers("trunk", address.substring(0, slash), known.trunks(), at, problems);
    }

    /** A plugin may bring a scheme of its own; one that looks like ours is a slip. */
    private void other(String scheme, Place at) {
        NearestKey.of(scheme, List.of("user", "device", "group", "trunk"))
                .ifPresent(
                        k ->
                                problems.add(
                                        at,
                                        "no '"
                                                + scheme
                                                + ":' is known, did you mean '"
                                                + k
                                                + ":'?"));
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
