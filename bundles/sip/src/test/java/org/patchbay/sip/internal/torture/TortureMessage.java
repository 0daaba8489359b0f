package org.patchbay.sip.internal.torture;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One hard message.
 *
 * @param name short, unique
 * @param section of RFC 4475 whose difficulty it has
 * @param template the message; {@code {port}} and {@code {transport}} are the sender's
 * @param guard what the guard must do with it before anything parses it
 * @param answers final status codes that are right from an endpoint that knows neither the user nor
 *     his secret; empty where silence is right
 * @param intent what is hard about it
 */
public record TortureMessage(
        String name,
        String section,
        String template,
        Guard guard,
        Set<Integer> answers,
        String intent) {
    public enum Guard {
        PASS,
        REFUSE,
        DROP
    }

    public boolean isSilent() {
        return answers.isEmpty();
    }

    /** As it goes out of that port of somebody who wants his answer there. */
    public String text(String transport, int port) {
        return template.replace("{transport}", transport).replace("{port}", Integer.toString(port));
    }

    String text() {
        return text("UDP", 5060);
    }

    /** ISO 8859-1, so that each character is one byte. */
    byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name + " (" + section + "): " + intent;
    }
}
