package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.sip.internal.message.Body;

/**
 * A key in the body of an INFO, in the two ways that phones have: {@code application/dtmf-relay}
 * with lines {@code Signal=5} and {@code Duration=160}, and {@code application/dtmf} with the key
 * alone.
 */
record KeyInfo(char key, int durationMs) {
    static final String RELAY = "application/dtmf-relay";
    private static final String PLAIN = "application/dtmf";
    private static final String KEYS = "0123456789*#ABCD";
    private static final int USUAL_MS = 160;
    private static final int LONGEST_MS = 10_000;
    private static final int MOST_CHARACTERS = 200;

    /** Empty where the body is no such key. */
    static Optional<KeyInfo> of(Body body) {
        if (body.text().length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        if (body.type().equals(PLAIN)) {
            return key(body.text()).map(k -> new KeyInfo(k, USUAL_MS));
        }
        if (!body.type().equals(RELAY)) {
            return Optional.empty();
        }
        List<String> lines = body.text().lines().toList();
        int ms = value(lines, "duration").map(KeyInfo::duration).orElse(USUAL_MS);
        return value(lines, "signal").flatMap(KeyInfo::key).map(k -> new KeyInfo(k, ms));
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .map(line -> line.split("=", 2))
                .filter(p -> p.length == 2 && p[0].strip().equalsIgnoreCase(name))
                .map(p -> p[1].strip())
                .findFirst();
    }

    /** Some say * and # by their numbers in RFC 4733. */
    private static Optional<Character> key(String text) {
        String key = text.strip().toUpperCase(Locale.ROOT);
        if (key.equals("10") || key.equals("11")) {
            return Optional.of(key.equals("10") ? '*' : '#');
        }
        return key.length() == 1 && KEYS.contains(key)
                ? Optional.of(key.charAt(0))
                : Optional.empty();
    }

    private static int duration(String text) {
        return text.matches("\\d{1,6}")
                ? Math.max(1, Math.min(LONGEST_MS, Integer.parseInt(text)))
                : USUAL_MS;
    }

    Body body() {
        return new Body(RELAY, "Signal=" + key + "\r\nDuration=" + durationMs + "\r\n");
    }
}
