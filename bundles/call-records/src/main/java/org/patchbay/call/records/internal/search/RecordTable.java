package org.patchbay.call.records.internal.search;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.LegRecord.Quality;

/** Rows for a terminal: a head, then every column as wide as its widest cell. */
public final class RecordTable {
    private static final int MAX_WIDTH = 40;

    private final DateTimeFormatter time;
    private final boolean withLegs;
    private final List<List<String>> rows = new ArrayList<>();

    public RecordTable(ZoneId zone, boolean withLegs) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        this.withLegs = withLegs;
        if (withLegs) {
            row(
                    "CALL",
                    "LEG",
                    "TARGET",
                    "ADDED",
                    "ANSWERED",
                    "ENDED",
                    "CODEC",
                    "LOSS %",
                    "JITTER MS",
                    "CAUSE",
                    "BY");
        } else {
            row(
                    "CALL",
                    "STARTED",
                    "DIRECTION",
                    "CALLER",
                    "CALLED",
                    "TALK",
                    "CAUSE",
                    "BY",
                    "DECIDED BY");
        }
    }

    public void add(CallRecord call, List<LegRecord> legs) {
        if (withLegs) {
            legs.forEach(this::leg);
        } else {
            call(call);
        }
    }

    private void call(CallRecord call) {
        row(
                call.call(),
                time.format(call.startedAt()),
                call.direction().name().toLowerCase(Locale.ROOT),
                call.caller().toString(),
                call.called(),
                call.talk().map(RecordTable::duration).orElse(call.end().isEmpty() ? "up" : "?"),
                call.end().map(End::cause).orElse(""),
                by(call.end()),
                call.decidedBy());
    }

    private void leg(LegRecord leg) {
        Optional<Quality> media = leg.quality();
        row(
                leg.call(),
                leg.leg(),
                leg.target(),
                time.format(leg.addedAt()),
                leg.answeredAt().map(time::format).orElse(""),
                leg.end().flatMap(End::at).map(time::format).orElse(""),
                media.map(Quality::codec).orElse(""),
                media.map(m -> String.format(Locale.ROOT, "%.1f", m.lossPercent())).orElse(""),
                media.map(m -> String.format(Locale.ROOT, "%.1f", m.jitterMs())).orElse(""),
                leg.end().map(End::cause).orElse(""),
                by(leg.end()));
    }

    private static String by(Optional<End> end) {
        return end.flatMap(End::by).map(b -> b.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    /** {@code 1:02:03} or {@code 2:03}. */
    static String duration(Duration d) {
        return d.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        d.toHours(),
                        d.toMinutesPart(),
                        d.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
    }

    private void row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Printable.of(cell, MAX_WIDTH));
        }
        rows.add(row);
    }

    public List<String> lines() {
        if (rows.size() == 1) {
            return List.of("No such calls.");
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            out.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        return out.toString().stripTrailing();
    }
}
