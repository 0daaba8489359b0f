package org.patchbay.sip.internal.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A message cut into its first line and the headers that matter here, folded lines put together
 * (RFC 3261 §7.3.1), compact names written out.
 *
 * @param values by full lower-case name, in their order
 * @param fault what is wrong with the lines themselves; the rest is as far as it could be read
 */
record MessageLines(
        String first, Map<String, List<String>> values, int bodyStart, Optional<String> fault) {
    static final List<String> MANDATORY = List.of("from", "to", "call-id", "cseq");

    /** Compact form (RFC 3261 §7.3.3) to name, for what is looked at. */
    private static final Map<String, String> COMPACT =
            Map.of(
                    "v",
                    "via",
                    "f",
                    "from",
                    "t",
                    "to",
                    "i",
                    "call-id",
                    "l",
                    "content-length",
                    "r",
                    "refer-to");

    private static final List<String> KEPT =
            List.of(
                    "via",
                    "from",
                    "to",
                    "call-id",
                    "cseq",
                    "content-length",
                    "max-forwards",
                    "refer-to");

    int count(String name) {
        return values.getOrDefault(name, List.of()).size();
    }

    /** The first of that name, empty where there is none. */
    String value(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    boolean allTheSame(String name) {
        String first = value(name);
        return values.getOrDefault(name, List.of()).stream().allMatch(first::equals);
    }

    static MessageLines read(String text, int start) {
        Cutter cutter = new Cutter(text, start);
        String first = cutter.line();
        Map<String, List<String>> values = new HashMap<>();
        Optional<String> fault = Optional.empty();
        int headers = 0;
        while (fault.isEmpty()) {
            String line = cutter.unfolded();
            if (line == null) {
                fault = Optional.of("No end of headers");
            } else if (line.isEmpty()) {
                break;
            } else if (++headers > MessageCheck.MAX_HEADERS) {
                fault = Optional.of("Too many headers");
            } else if (line.length() > MessageCheck.MAX_HEADER_BYTES) {
                fault = Optional.of("Header too long");
            } else {
                fault = keep(line, values);
            }
        }
        return new MessageLines(first, values, cutter.at, fault);
    }

    private static Optional<String> keep(String line, Map<String, List<String>> values) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!Tokens.isToken(name)) {
            return Optional.of("Bad header");
        }
        String full = COMPACT.getOrDefault(name, name);
        if (KEPT.contains(full)) {
            values.computeIfAbsent(full, n -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return Optional.empty();
    }

    private static final class Cutter {
        private final String text;
        private int at;

        Cutter(String text, int at) {
            this.text = text;
            this.at = at;
        }

        /** Without its line end; null at the end of the text. */
        String line() {
            if (at >= text.length()) {
                return null;
            }
            int end = text.indexOf('\n', at);
            int stop = end < 0 ? text.length() : end;
            String line =
                    text.substring(
                            at, stop > at && text.charAt(stop - 1) == '\r' ? stop - 1 : stop);
            at = end < 0 ? stop : end + 1;
            return line;
        }

        /** A line with those that continue it, which begin with a blank. */
        String unfolded() {
            String line = line();
            if (line == null || line.isEmpty() || !continues()) {
                return line;
            }
            StringBuilder whole = new StringBuilder(line);
            while (continues() && whole.length() <= MessageCheck.MAX_HEADER_BYTES) {
                whole.append(' ').append(line().strip());
            }
            return whole.toString();
        }

        private boolean continues() {
            return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
        }
    }
}
