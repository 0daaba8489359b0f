package org.patchbay.sip.internal.message;

import java.util.Optional;

/**
 * The dialog that is to be taken over (RFC 3891 §6.1).
 *
 * @param toTag of who is asked to give it up
 * @param earlyOnly only as long as it is not confirmed
 */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {
    private static final int MOST_CHARS = 512;

    /** Empty where a part is missing, or twice there. */
    public static Optional<Replaces> parse(String value) {
        if (value.length() > MOST_CHARS || value.indexOf(',') >= 0) {
            return Optional.empty();
        }
        String[] parts = value.trim().split("\\s*;\\s*");
        String to = "";
        String from = "";
        boolean early = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.regionMatches(true, 0, "to-tag=", 0, 7) && to.isEmpty()) {
                to = part.substring(7);
            } else if (part.regionMatches(true, 0, "from-tag=", 0, 9) && from.isEmpty()) {
                from = part.substring(9);
            } else if (part.equalsIgnoreCase("early-only")) {
                early = true;
            }
        }
        return parts[0].isEmpty() || to.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replaces(parts[0], to, from, early));
    }

    /** Whether these are the tags of its two sides; some phones write them the other way round. */
    public boolean names(String oneTag, String otherTag) {
        return toTag.equals(oneTag) && fromTag.equals(otherTag)
                || toTag.equals(otherTag) && fromTag.equals(oneTag);
    }
}
