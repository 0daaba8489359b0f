package org.patchbay.call.api;

import java.util.Objects;

/** Somebody as shown to others: a number and a name, either may be empty (anonymous). */
public record Party(String number, String name) {
    public static final Party ANONYMOUS = new Party("", "");

    public Party {
        Objects.requireNonNull(number);
        Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? number : name + " <" + number + ">";
    }
}
