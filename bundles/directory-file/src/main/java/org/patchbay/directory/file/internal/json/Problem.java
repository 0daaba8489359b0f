package org.patchbay.directory.file.internal.json;

import java.util.Objects;

/** One thing that is wrong with a file. The text holds no secret. */
public record Problem(Place place, String text) {
    public Problem {
        Objects.requireNonNull(place);
        Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
        return place.line() == 0
                ? text
                : "line "
                        + place.line()
                        + ", column "
                        + place.column()
                        + ", "
                        + place.path()
                        + ": "
                        + text;
    }
}
