package org.patchbay.call.records.internal.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;

/** A query in SQL. Calls are read as a stream: there may be a year of them. */
public final class RecordSearch {
    private static final int FETCH = 200;
    private static final String LEGS =
            "SELECT * FROM patchbay_leg WHERE call_id = ? ORDER BY added_at, leg_id";

    private final StringBuilder sql = new StringBuilder("SELECT * FROM patchbay_call c WHERE 1=1");
    private final List<Object> values = new ArrayList<>();

    /** Takes what was found, newest first. False: no more, please. */
    @FunctionalInterface
    public interface Sink {
        boolean take(CallRow call, List<LegRow> legs);
    }

    private RecordSearch(RecordQuery query) {
        query.call().ifPresent(call -> and("c.call_id = ?", call));
        query.since().ifPresent(at -> and("c.started_at >= ?", at));
        query.until().ifPresent(at -> and("c.started_at < ?", at));
        query.direction().ifPresent(d -> and("c.direction = ?", d.name()));
        query.cause().ifPresent(cause -> and("c.cause = ?", cause));
        query.party().ifPresent(this::andParty);
        query.after().ifPresent(this::andAfter);
        sql.append(" ORDER BY c.started_at DESC, c.call_id DESC");
    }

    private void and(String condition, Object... parameters) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(parameters));
    }

    /** The first of the conditions is what the index of starts can do. */
    private void andAfter(RecordQuery.Place place) {
        and(
                "c.started_at <= ? AND (c.started_at < ? OR c.call_id < ?)",
                place.startedAt(),
                place.startedAt(),
                place.call());
    }

    private void andParty(String party) {
        String part = like(party);
        and(
                "(LOWER(c.caller_number) LIKE ? ESCAPE '!' OR LOWER(c.caller_name) LIKE ? ESCAPE"
                        + " '!' OR LOWER(c.called) LIKE ? ESCAPE '!' OR EXISTS (SELECT 1 FROM"
                        + " patchbay_leg l WHERE l.call_id = c.call_id AND LOWER(l.target) LIKE ?"
                        + " ESCAPE '!'))",
                part,
                part,
                part,
                part);
    }

    /** What has a meaning of its own in a pattern means itself. */
    static String like(String part) {
        String plain = part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + plain.toLowerCase(Locale.ROOT) + "%";
    }

    /**
     * @param within after that the database gives up, where it can
     */
    public static void run(DataSource source, RecordQuery query, Duration within, Sink sink)
            throws RecordBook.Unavailable {
        RecordSearch search = new RecordSearch(query);
        try (Connection connection = source.getConnection()) {
            // PostgreSQL gives a stream only within a transaction.
            connection.setAutoCommit(false);
            try (PreparedStatement calls = connection.prepareStatement(search.sql.toString());
                    PreparedStatement legs = connection.prepareStatement(LEGS)) {
                search.bind(calls);
                int withinS = (int) Math.max(1, within.toSeconds() + 1);
                calls.setQueryTimeout(withinS);
                legs.setQueryTimeout(withinS);
                calls.setFetchSize(FETCH);
                calls.setMaxRows(query.limit());
                read(calls, legs, sink);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new RecordBook.Unavailable("the database of call records fails: " + e, e);
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        int index = 0;
        for (Object value : values) {
            if (value instanceof Instant at) {
                statement.setObject(
                        ++index, at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setString(++index, (String) value);
            }
        }
    }

    private static void read(PreparedStatement calls, PreparedStatement legs, Sink sink)
            throws SQLException {
        try (ResultSet result = calls.executeQuery()) {
            boolean more = true;
            while (more && result.next()) {
                CallRow call = RowReader.call(result);
                more = sink.take(call, legs(legs, call.call()));
            }
        }
    }

    private static List<LegRow> legs(PreparedStatement statement, String call) throws SQLException {
        statement.setString(1, call);
        List<LegRow> legs = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                legs.add(RowReader.leg(result));
            }
        }
        return legs;
    }
}
