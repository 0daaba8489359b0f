package org.patchbay.call.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people write it: {@code 2026-11-26}, {@code 2026-11-26T10:30}, {@code 2h} ago. */
public final class Moment {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([mhd])");

    private Moment() {}

    /**
     * @throws IllegalArgumentException where it is none of these, with a message for people
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        try {
            if (ago.matches()) {
                return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
            }
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no time: write 2026-11-26, 2026-11-26T10:30 or, for so long"
                            + " ago, 30m, 2h, 7d");
        }
    }

    private static Duration duration(long count, String unit) {
        switch (unit) {
            case "m":
                return Duration.ofMinutes(count);
            case "h":
                return Duration.ofHours(count);
            default:
                return Duration.ofDays(count);
        }
    }
}
