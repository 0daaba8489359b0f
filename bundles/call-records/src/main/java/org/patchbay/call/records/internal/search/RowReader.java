package org.patchbay.call.records.internal.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.CallRecord.HungUpBy;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.Party;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;

/** Rows as the tables have them. */
final class RowReader {
    private RowReader() {}

    static CallRow call(ResultSet row) throws SQLException {
        return new CallRow(
                row.getString("call_id"),
                row.getString("boot_id"),
                time(row, "started_at").orElseThrow(),
                time(row, "answered_at"),
                Direction.valueOf(row.getString("direction")),
                new Party(row.getString("caller_number"), row.getString("caller_name")),
                row.getString("called"),
                row.getString("source"),
                Optional.ofNullable(row.getString("room")),
                row.getString("decided_by"),
                end(row));
    }

    static LegRow leg(ResultSet row) throws SQLException {
        return new LegRow(
                row.getString("call_id"),
                row.getString("leg_id"),
                row.getBoolean("incoming"),
                row.getString("target"),
                time(row, "added_at").orElseThrow(),
                time(row, "ringing_at"),
                time(row, "answered_at"),
                end(row),
                quality(row));
    }

    private static Optional<LegRecord.Quality> quality(ResultSet row) throws SQLException {
        String codec = row.getString("codec");
        return codec == null
                ? Optional.empty()
                : Optional.of(
                        new LegRecord.Quality(
                                codec,
                                row.getLong("packets_received"),
                                row.getLong("packets_lost"),
                                row.getDouble("jitter_ms"),
                                row.getDouble("far_loss_percent")));
    }

    private static Optional<End> end(ResultSet row) throws SQLException {
        String cause = row.getString("cause");
        if (cause == null) {
            return Optional.empty();
        }
        String text = row.getString("cause_text");
        return Optional.of(
                new End(
                        time(row, "ended_at"),
                        cause,
                        row.getInt("sip_code"),
                        text == null ? "" : text,
                        Optional.ofNullable(row.getString("hung_up_by")).map(HungUpBy::valueOf)));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
