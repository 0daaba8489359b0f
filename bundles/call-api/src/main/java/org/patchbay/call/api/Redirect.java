package org.patchbay.call.api;

import java.util.Objects;

/**
 * Where the far side of a leg wants a call to go in place of answering it.
 *
 * @param here whether it names this house; else the number is one of another
 */
public record Redirect(String number, boolean here) {
    /** Longer ones are nobody's number. */
    public static final int MAX_LENGTH = 128;

    public Redirect {
        Objects.requireNonNull(number);
        if (number.isBlank()
                || number.length() > MAX_LENGTH
                || number.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "a number of 1 to " + MAX_LENGTH + " characters is needed");
        }
    }
}
