package org.patchbay.directory.api;

import java.util.Objects;

/**
 * Conference rooms.
 *
 * @param number one number, or a pattern in which {@code x} stands for one digit: {@code 8xxx} is a
 *     thousand rooms
 */
public record Room(String number, String name) {
    public Room {
        Objects.requireNonNull(number);
        Objects.requireNonNull(name);
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
