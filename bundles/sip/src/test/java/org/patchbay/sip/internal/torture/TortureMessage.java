package org.patchbay.sip.internal.torture;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One hard message.
 *
 * @param name short, unique
 * @param section of RFC 4475 whose difficulty it has
 * @param guard what the guard must do with it before anything parses it
 * @param answers final status codes that are right from an endpoint that knows neither the user nor
 *     his secret; empty where silence is right
 * @param intent what is hard about it
 */
record TortureMessage(
        String name,
        String section,
        byte[] bytes,
        Guard guard,
        Set<Integer> answers,
        String intent) {
    enum Guard {
        PASS,
        REFUSE,
        DROP
    }

    boolean isSilent() {
        return answers.isEmpty();
    }

    /** ISO 8859-1, so that each character is one byte. */
    String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name + " (" + section + "): " + intent;
    }
}
