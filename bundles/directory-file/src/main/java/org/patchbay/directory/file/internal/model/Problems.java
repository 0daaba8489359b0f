package org.patchbay.directory.file.internal.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.patchbay.directory.file.internal.json.BadFileException;
import org.patchbay.directory.file.internal.json.Place;
import org.patchbay.directory.file.internal.json.Problem;

/** Gathers what is wrong, so that an operator sees it all at once. */
final class Problems {
    private static final int MAX = 50;
    private final List<Problem> found = new ArrayList<>();

    void add(Place place, String text) {
        if (found.size() < MAX) {
            found.add(new Problem(place, text));
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(
                    Comparator.comparingInt((Problem p) -> p.place().line())
                            .thenComparingInt(p -> p.place().column()));
            throw new BadFileException(found);
        }
    }
}
