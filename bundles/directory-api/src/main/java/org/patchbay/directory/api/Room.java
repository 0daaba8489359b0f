package org.patchbay.directory.api;

import java.util.Objects;

/**
 * Conference rooms.
 *
 * @param number one number, or a pattern in which {@code x} stands for one digit: {@code 8xxx} is a
 *     thousand rooms
 * @param pinDigits so many keys open it, those of {@link UserDirectory.Account#room}; 0 where it is
 *     open to everybody
 * @param tones whether a soft tone says that somebody came or went
 */
public record Room(String number, String name, int pinDigits, boolean tones) {
    public Room {
        Objects.requireNonNull(number);
        Objects.requireNonNull(name);
    }

    /** Open to everybody, and silent. */
    public Room(String number, String name) {
        this(number, name, 0, false);
    }

    public boolean fits(String dialled) {
        if (dialled.length() != number.length()) {
            return false;
        }
        for (int i = 0; i < dialled.length(); i++) {
            char p = number.charAt(i);
            char c = dialled.charAt(i);
            if (p == 'x' ? c < '0' || c > '9' : p != c) {
                return false;
            }
        }
        return true;
    }
}
