package org.patchbay.trace.internal.show;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.call.api.CallTrace;

/** The calls that are kept, one line each. Pure. */
public final class TrailList {
    private static final int MOST = 50;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private TrailList() {}

    public static List<String> lines(List<CallTrace> trails, ZoneId zone) {
        if (trails.isEmpty()) {
            return List.of("No call is kept.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(row("CALL", "BEGAN", "FROM", "TO", "END"));
        trails.stream()
                .limit(MOST)
                .forEach(
                        t ->
                                lines.add(
                                        row(
                                                t.call().value(),
                                                DATE.withZone(zone).format(t.began()),
                                                Text.plain(t.caller().number()),
                                                Text.plain(t.called()),
                                                t.end()
                                                        .map(e -> Text.plain(e.text()))
                                                        .orElse("is up"))));
        if (trails.size() > MOST) {
            lines.add("and " + (trails.size() - MOST) + " before");
        }
        return lines;
    }

    private static String row(String id, String began, String from, String to, String end) {
        return String.format("%-16s %-20s %-14s %-14s %s", id, began, from, to, end);
    }
}
