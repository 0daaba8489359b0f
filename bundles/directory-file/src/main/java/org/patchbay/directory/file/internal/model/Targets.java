package org.patchbay.directory.file.internal.model;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.patchbay.directory.file.internal.json.Place;

/** That whom a target names exists, as far as the file can tell. */
final class Targets {
    /** Ids that targets may name. */
    record Known(Set<String> users, Set<String> devices, Set<String> trunks) {}

    private final Problems problems;
    private final Known known;
    private final BiConsumer<String, Place> groups;

    /**
     * @param groups is told every group that is named
     */
    Targets(Problems problems, Known known, BiConsumer<String, Place> groups) {
        this.problems = problems;
        this.known = known;
        this.groups = groups;
    }

    /**
     * @param target {@code scheme:address}
     */
    void check(String target, Place at) {
        int colon = target.indexOf(':');
        String scheme = target.substring(0, colon);
        String address = target.substring(colon + 1);
        switch (scheme) {
            case "user" -> DirectoryReader.refers("user", address, known.users(), at, problems);
            case "device" ->
                    DirectoryReader.refers("device", address, known.devices(), at, problems);
            case "group" -> groups.accept(address, at);
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
        trunkId(address.substring(0, slash), at);
    }

    void trunkId(String id, Place at) {
        DirectoryReader.refers("trunk", id, known.trunks(), at, problems);
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
}
