package org.patchbay.call.records.internal.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.LegRecord.Quality;
import org.patchbay.call.api.RecordBook;

/** Calls and legs as CSV: times in UTC, durations in seconds, unknown is empty. */
public final class CsvRows implements RecordBook.Lines {
    private final boolean legs;

    /**
     * @param legs a line for each leg, not for each call
     */
    public CsvRows(boolean legs) {
        this.legs = legs;
    }

    @Override
    public String head() {
        return legs ? legHead() : callHead();
    }

    @Override
    public String of(CallRecord call, List<LegRecord> its) {
        return legs ? legs(its) : call(call);
    }

    private static String callHead() {
        return Csv.line(
                "call",
                "started",
                "answered",
                "ended",
                "duration_s",
                "talk_s",
                "direction",
                "caller_number",
                "caller_name",
                "called",
                "source",
                "room",
                "decided_by",
                "cause",
                "sip_code",
                "cause_text",
                "hung_up_by");
    }

    private static String call(CallRecord row) {
        return Csv.line(
                row.call(),
                row.startedAt().toString(),
                time(row.answeredAt()),
                time(row.end().flatMap(End::at)),
                seconds(row.duration()),
                seconds(row.talk()),
                row.direction().name(),
                row.caller().number(),
                row.caller().name(),
                row.called(),
                row.source(),
                row.room().orElse(""),
                row.decidedBy(),
                row.end().map(End::cause).orElse(""),
                code(row.end()),
                row.end().map(End::text).orElse(""),
                by(row.end()));
    }

    private static String legHead() {
        return Csv.line(
                "call",
                "leg",
                "incoming",
                "target",
                "added",
                "ringing",
                "answered",
                "ended",
                "codec",
                "packets_received",
                "packets_lost",
                "loss_percent",
                "far_loss_percent",
                "jitter_ms",
                "cause",
                "sip_code",
                "cause_text",
                "hung_up_by");
    }

    private static String leg(LegRecord row) {
        Optional<Quality> media = row.quality();
        return Csv.line(
                row.call(),
                row.leg(),
                Boolean.toString(row.incoming()),
                row.target(),
                row.addedAt().toString(),
                time(row.ringingAt()),
                time(row.answeredAt()),
                time(row.end().flatMap(End::at)),
                media.map(Quality::codec).orElse(""),
                media.map(m -> Long.toString(m.received())).orElse(""),
                media.map(m -> Long.toString(m.lost())).orElse(""),
                media.map(m -> figure(m.lossPercent())).orElse(""),
                media.map(m -> figure(m.farLossPercent())).orElse(""),
                media.map(m -> figure(m.jitterMs())).orElse(""),
                row.end().map(End::cause).orElse(""),
                code(row.end()),
                row.end().map(End::text).orElse(""),
                by(row.end()));
    }

    private static String legs(List<LegRecord> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(leg(row)));
        return lines.toString();
    }

    private static String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(t -> String.format(Locale.ROOT, "%.3f", t.toMillis() / 1000.0)).orElse("");
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String code(Optional<End> end) {
        return end.map(End::sipCode).filter(c -> c > 0).map(c -> c.toString()).orElse("");
    }

    private static String by(Optional<End> end) {
        return end.flatMap(End::by).map(Enum::name).orElse("");
    }
}
