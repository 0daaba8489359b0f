package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;

/**
 * Several who ring together.
 *
 * @param members targets: {@code user:ID}, {@code device:ID}, {@code trunk:ID/NUMBER}
 * @param allAtOnce ring all, else one after the other
 * @param timeoutS seconds until no answer; for each member where they ring in order
 */
public record Group(
        String id, String number, List<String> members, boolean allAtOnce, int timeoutS) {
    public Group {
        Objects.requireNonNull(id);
        Objects.requireNonNull(number);
        members = List.copyOf(members);
        if (timeoutS < 1 || timeoutS > 3600) {
            throw new IllegalArgumentException("timeoutS " + timeoutS);
        }
    }
}
