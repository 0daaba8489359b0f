package org.patchbay.web.internal.login;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may: each includes those before it. */
public enum Role {
    /** Has a phone in the browser. */
    USER,
    /** Sees and steers the calls of the house, and what was said and decided in the last. */
    OPERATOR,
    /** May give others access, and see what was. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As in {@code etc/users.properties} and in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String text) {
        return Stream.of(values()).filter(r -> r.text().equals(text)).findFirst();
    }

    /**
     * The highest of those that the realm knows somebody by; the realm's other roles are not ours.
     */
    public static Optional<Role> highest(Collection<String> names) {
        return names.stream().flatMap(n -> parse(n).stream()).max(Comparator.naturalOrder());
    }
}
