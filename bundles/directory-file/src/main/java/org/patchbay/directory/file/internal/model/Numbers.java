package org.patchbay.directory.file.internal.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.file.internal.json.Place;

/** The internal numbers: each belongs to one user, group or room only. */
final class Numbers {
    private final Problems problems;
    private final Map<String, Place> taken = new HashMap<>();
    private final Set<String> rooms = new HashSet<>();

    Numbers(Problems problems) {
        this.problems = problems;
    }

    void claim(String number, Place at) {
        Place earlier = taken.putIfAbsent(number, at);
        if (earlier != null) {
            problems.add(
                    at,
                    "number '"
                            + number
                            + "' is taken by "
                            + earlier.path()
                            + " in line "
                            + earlier.line());
        }
    }

    /** After all of {@link #claim}. Room patterns may overlap: the first that fits counts. */
    void claimRoom(Room room, Place at) {
        if (!rooms.add(room.number())) {
            problems.add(at, "there is a room '" + room.number() + "' already");
        }
        taken.forEach(
                (number, place) -> {
                    if (room.fits(number)) {
                        problems.add(
                                at,
                                "room '"
                                        + room.number()
                                        + "' covers number '"
                                        + number
                                        + "' of "
                                        + place.path()
                                        + " in line "
                                        + place.line());
                    }
                });
    }
}
