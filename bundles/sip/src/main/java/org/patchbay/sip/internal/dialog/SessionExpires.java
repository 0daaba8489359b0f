package org.patchbay.sip.internal.dialog;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A Session-Expires header (RFC 4028 §4): how long, and who refreshes. */
public record SessionExpires(int seconds, Refresher refresher) {
    /** More digits than any sensible number of seconds has. */
    private static final int MOST_DIGITS = 9;

    /** By the roles of the transaction that says it. */
    public enum Refresher {
        UAC,
        UAS,
        UNSAID
    }

    public SessionExpires {
        Objects.requireNonNull(refresher);
    }

    /** Empty where that is no such header. */
    public static Optional<SessionExpires> parse(String value) {
        String[] parts = value.split(";", -1);
        Optional<Integer> seconds = seconds(parts[0]);
        Refresher refresher = Refresher.UNSAID;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].replaceAll("\\s", "").toLowerCase(Locale.ROOT);
            if (part.equals("refresher=uac")) {
                refresher = Refresher.UAC;
            } else if (part.equals("refresher=uas")) {
                refresher = Refresher.UAS;
            }
        }
        Refresher said = refresher;
        return seconds.map(s -> new SessionExpires(s, said));
    }

    /** The number in a Min-SE or before the parameters; empty where it is none. */
    public static Optional<Integer> seconds(String value) {
        String digits = value.split(";", -1)[0].trim();
        return digits.matches("[0-9]{1," + MOST_DIGITS + "}")
                ? Optional.of(Integer.parseInt(digits))
                : Optional.empty();
    }

    /** As the header has it. */
    public String text() {
        return refresher == Refresher.UNSAID
                ? Integer.toString(seconds)
                : seconds + ";refresher=" + refresher.name().toLowerCase(Locale.ROOT);
    }
}
