package org.patchbay.trace.internal.show;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;

/**
 * A call from top to bottom: a lane for each leg, with the house at its right, and at the far right
 * what happened inside. Pure.
 */
public final class Ladder {
    private static final int LANE = 28;

    /** Wider than a screen helps nobody: legs beyond share the last lane. */
    private static final int MOST_LANES = 6;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final CallTrace trail;
    private final ZoneId zone;
    private final Function<LegId, List<WireMessage>> wire;

    public Ladder(CallTrace trail, Function<LegId, List<WireMessage>> wire, ZoneId zone) {
        this.trail = trail;
        this.wire = wire;
        this.zone = zone;
    }

    /**
     * One row.
     *
     * @param lane from 0; −1 for inside
     */
    private record Row(Instant at, int lane, String text, String whole) {}

    /**
     * @param whole whether messages are printed in full
     */
    public List<String> lines(boolean whole) {
        List<String> lines = new ArrayList<>(head());
        List<Row> rows = rows();
        int lanes = Math.min(MOST_LANES, trail.legs().size());
        lines.add(titles(lanes));
        for (Row row : rows) {
            lines.add(line(row, lanes));
            if (whole && !row.whole().isEmpty()) {
                row.whole().lines().forEach(text -> lines.add("          │ " + Text.plain(text)));
            }
        }
        if (trail.left() > 0) {
            lines.add("and " + trail.left() + " events more");
        }
        return lines;
    }

    private List<String> head() {
        List<String> lines = new ArrayList<>();
        String end =
                trail.end()
                        .map(
                                e ->
                                        ", "
                                                + seconds(Duration.between(trail.began(), e.at()))
                                                + " s, "
                                                + e.text())
                        .orElse(", is up");
        lines.add(
                Text.plain(
                        "Call "
                                + trail.call()
                                + ": "
                                + trail.caller().number()
                                + " → "
                                + trail.called()
                                + ", "
                                + DATE.withZone(zone).format(trail.began())
                                + end));
        int number = 0;
        for (Map.Entry<LegId, String> leg : trail.legs().entrySet()) {
            List<WireMessage> messages = wire.apply(leg.getKey());
            String way =
                    messages.isEmpty()
                            ? "no messages are kept"
                            : messages.get(0).transport() + " " + messages.get(0).remote();
            lines.add(Text.plain("  leg " + ++number + "  " + leg.getValue() + "  " + way));
        }
        return lines;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        int lane = 0;
        for (LegId leg : trail.legs().keySet()) {
            for (WireMessage message : wire.apply(leg)) {
                String prefix = lane >= MOST_LANES - 1 ? "(" + (lane + 1) + ") " : "";
                rows.add(
                        new Row(
                                message.at(),
                                Math.min(lane, MOST_LANES - 1),
                                prefix + (message.sent() ? "◀── " : "──▶ ") + first(message),
                                message.text()));
            }
            lane++;
        }
        trail.marks().forEach(mark -> rows.add(new Row(mark.at(), -1, mark.text(), "")));
        // Stable: what came together stays in the order of its lane.
        rows.sort(Comparator.comparing(row -> row.at().toEpochMilli()));
        return rows;
    }

    /** A method and whom it is for, or status and reason. */
    private static String first(WireMessage message) {
        String line = message.text().lines().findFirst().orElse("");
        String version = "SIP/2.0";
        if (line.startsWith(version + " ")) {
            return line.substring(version.length() + 1);
        }
        return line.endsWith(" " + version)
                ? line.substring(0, line.length() - version.length() - 1)
                : line;
    }

    private static String titles(int lanes) {
        StringBuilder line = new StringBuilder("    TIME  ");
        for (int i = 1; i <= lanes; i++) {
            String title = i == MOST_LANES ? "LEG " + i + " AND MORE" : "LEG " + i;
            line.append(padded(title, LANE));
        }
        return line.append("HOUSE").toString();
    }

    private String line(Row row, int lanes) {
        String time = seconds(Duration.between(trail.began(), row.at()));
        StringBuilder line = new StringBuilder(String.format("%8s  ", time));
        for (int i = 0; i < lanes; i++) {
            line.append(padded(i == row.lane() ? cut(row.text(), LANE - 1) : "", LANE));
        }
        if (row.lane() < 0) {
            line.append(row.text());
        }
        return Text.plain(line.toString()).stripTrailing();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
