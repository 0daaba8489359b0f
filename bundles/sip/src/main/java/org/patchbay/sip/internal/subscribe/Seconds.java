package org.patchbay.sip.internal.subscribe;

import java.util.OptionalInt;

/** A number of seconds in a header, with whatever stands behind it left out. */
final class Seconds {
    private Seconds() {}

    static OptionalInt of(String header) {
        String digits = header.strip().replaceAll("[^0-9].*", "");
        if (digits.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits));
    }
}
