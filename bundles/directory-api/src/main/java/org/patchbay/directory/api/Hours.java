package org.patchbay.directory.api;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When somebody is there: spans of the week in a time zone, and dates on which none of them begins.
 * A span that ends before it begins goes on after midnight and belongs to the day that it began on.
 */
public record Hours(String id, ZoneId zone, List<Span> open, List<Dates> closed) {
    public Hours {
        Objects.requireNonNull(id);
        Objects.requireNonNull(zone);
        open = List.copyOf(open);
        closed = List.copyOf(closed);
    }

    /**
     * @param zone as the IANA time zone database calls it: {@code Europe/Berlin}
     * @param open see {@link Span#parse}
     * @param closed see {@link Dates#parse}
     * @throws IllegalArgumentException naming what cannot be read
     */
    public static Hours parse(String id, String zone, List<String> open, List<String> closed) {
        return new Hours(
                id,
                zone(zone),
                open.stream().map(Span::parse).toList(),
                closed.stream().map(Dates::parse).toList());
    }

    /**
     * @throws IllegalArgumentException where nobody knows that zone
     */
    public static ZoneId zone(String name) {
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        throw new IllegalArgumentException("'" + name + "' is no time zone such as Europe/Berlin");
    }

    public boolean isOpen(Instant at) {
        LocalDateTime there = LocalDateTime.ofInstant(at, zone);
        int minute = there.getHour() * 60 + there.getMinute();
        LocalDate today = there.toLocalDate();
        for (Span span : open) {
            boolean since = minute >= span.fromMinute();
            boolean until = minute < span.toMinute();
            if (span.endsNextDay()
                    ? since && begins(span, today) || until && begins(span, today.minusDays(1))
                    : since && until && begins(span, today)) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(Span span, LocalDate day) {
        return span.days().contains(day.getDayOfWeek())
                && closed.stream().noneMatch(dates -> dates.have(day));
    }

    /**
     * Some days of the week, the same minutes on each.
     *
     * @param fromMinute of the day, in it
     * @param toMinute of the day, or of the next where it is not later; not in it
     */
    public record Span(Set<DayOfWeek> days, int fromMinute, int toMinute) {
        private static final List<String> NAMES =
                List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
        private static final String DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
        private static final String DAYS = DAY + "(?:-" + DAY + ")?";
        private static final Pattern TEXT =
                Pattern.compile(
                        "("
                                + DAYS
                                + "(?:,"
                                + DAYS
                                + ")*) ([01][0-9]|2[0-3]):([0-5][0-9])-"
                                + "(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)");
        private static final int WHOLE_DAY = 24 * 60;

        public Span {
            days = Set.copyOf(days);
            if (fromMinute < 0
                    || fromMinute >= WHOLE_DAY
                    || toMinute <= 0
                    || toMinute > WHOLE_DAY
                    || fromMinute == toMinute) {
                throw new IllegalArgumentException("minutes " + fromMinute + " to " + toMinute);
            }
        }

        /**
         * {@code mon-fri 08:00-18:00}, {@code sat,sun 22:00-06:00}, {@code mon 00:00-24:00}.
         *
         * @throws IllegalArgumentException where it is written otherwise
         */
        public static Span parse(String text) {
            Matcher written = TEXT.matcher(text);
            if (!written.matches()) {
                throw new IllegalArgumentException(
                        "must be days and times such as mon-fri 08:00-18:00");
            }
            int from = minute(written.group(2), written.group(3));
            int to =
                    written.group(4) == null
                            ? WHOLE_DAY
                            : minute(written.group(4), written.group(5));
            if (from == to || to == 0) {
                throw new IllegalArgumentException(
                        to == 0 ? "must end at 24:00, not at 00:00" : "begins when it ends");
            }
            return new Span(days(written.group(1)), from, to);
        }

        private static int minute(String hours, String minutes) {
            return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        }

        /** {@code sat-mon} goes over the end of the week. */
        private static Set<DayOfWeek> days(String text) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (String part : text.split(",")) {
                int first = NAMES.indexOf(part.substring(0, 3));
                int last = NAMES.indexOf(part.substring(part.length() - 3));
                for (int i = 0; i <= (last - first + 7) % 7; i++) {
                    days.add(DayOfWeek.of((first + i) % 7 + 1));
                }
            }
            return days;
        }

        boolean endsNextDay() {
            return toMinute <= fromMinute;
        }
    }

    /** From one date to another, both in it. */
    public record Dates(LocalDate first, LocalDate last) {
        public Dates {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("ends before it begins");
            }
        }

        /**
         * {@code 2026-12-25}, {@code 2026-12-24/2027-01-01}.
         *
         * @throws IllegalArgumentException where it is written otherwise
         */
        public static Dates parse(String text) {
            int slash = text.indexOf('/');
            LocalDate first = date(slash < 0 ? text : text.substring(0, slash));
            return new Dates(first, slash < 0 ? first : date(text.substring(slash + 1)));
        }

        private static LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "must be a date such as 2026-12-25, or two with / between them");
            }
        }

        boolean have(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }
}
