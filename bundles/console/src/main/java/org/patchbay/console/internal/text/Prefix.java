package org.patchbay.console.internal.text;

import java.util.List;
import java.util.Optional;

/** Finds the one id that somebody began to write. */
public final class Prefix {
    private Prefix() {}

    /**
     * What was found.
     *
     * @param id empty where none fits, or several do
     * @param why it is empty, as a sentence
     */
    public record Found(Optional<String> id, String why) {}

    /** The id itself, or the only one that begins so. */
    public static Found of(String what, String typed, List<String> ids) {
        if (ids.contains(typed)) {
            return new Found(Optional.of(typed), "");
        }
        List<String> fits = ids.stream().filter(id -> id.startsWith(typed)).toList();
        if (fits.size() == 1) {
            return new Found(Optional.of(fits.get(0)), "");
        }
        String shown = Printable.of(typed, 40);
        return new Found(
                Optional.empty(),
                fits.isEmpty()
                        ? "There is no " + what + " " + shown + "."
                        : fits.size()
                                + " "
                                + what
                                + "s begin with "
                                + shown
                                + ": write more of it.");
    }
}
