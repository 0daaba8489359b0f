package org.patchbay.directory.file.internal.json;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be taken, with everything that is wrong with it. */
public final class BadFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public BadFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public BadFileException(Place place, String text) {
        this(List.of(new Problem(place, text)));
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
