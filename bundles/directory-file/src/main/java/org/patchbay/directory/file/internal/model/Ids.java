package org.patchbay.directory.file.internal.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.directory.file.internal.json.Place;

/** The ids of one list: each once. */
final class Ids {
    private final Problems problems;
    private final Map<String, Place> taken = new HashMap<>();

    Ids(Problems problems) {
        this.problems = problems;
    }

    /** The object's id, empty where it has none or one that another has already. */
    Optional<String> claim(Fields fields) {
        Optional<String> id = fields.required("id", Rule.ID);
        if (id.isEmpty()) {
            return id;
        }
        Place earlier = taken.putIfAbsent(id.get(), fields.placeOf("id"));
        if (earlier == null) {
            return id;
        }
        problems.add(
                fields.placeOf("id"),
                "id '"
                        + id.get()
                        + "' is taken by "
                        + earlier.path()
                        + " in line "
                        + earlier.line());
        return Optional.empty();
    }
}
