package org.patchbay.call.records.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.records.internal.row.Row;

/**
 * A table that rows are put into: changed where they are there, else inserted. Plain SQL, so that
 * any database can have it; only one writer is at work.
 */
abstract class RowTable<R extends Row> {
    /** The end of both tables. What is known of it is never forgotten again. */
    private static final List<String> END =
            List.of("ended_at", "cause", "sip_code", "cause_text", "hung_up_by");

    private final String update;
    private final String insert;

    /**
     * @param columns without those of the end and of the key
     */
    RowTable(String table, List<String> columns, List<String> key) {
        StringBuilder set = new StringBuilder();
        columns.forEach(c -> set.append(c).append(" = ?, "));
        END.forEach(c -> set.append(c).append(" = COALESCE(?, ").append(c).append("), "));
        set.setLength(set.length() - 2);
        update =
                "UPDATE "
                        + table
                        + " SET "
                        + set
                        + " WHERE "
                        + String.join(" = ? AND ", key)
                        + " = ?";
        int count = columns.size() + END.size() + key.size();
        insert =
                "INSERT INTO "
                        + table
                        + " ("
                        + String.join(", ", columns)
                        + ", "
                        + String.join(", ", END)
                        + ", "
                        + String.join(", ", key)
                        + ") VALUES (?"
                        + ", ?".repeat(count - 1)
                        + ")";
    }

    /** Columns, then those of the end by {@link #end}, then the key. */
    abstract void bind(R row, Binder to) throws SQLException;

    static void end(Optional<End> end, Binder to) throws SQLException {
        to.time(end.flatMap(End::at))
                .text(end.map(End::cause), 32)
                .number(end.map(End::sipCode))
                .text(end.map(End::text), 256)
                .text(end.flatMap(End::by).map(Enum::name), 16);
    }

    void put(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        int[] changed = batch(connection, update, rows);
        List<R> missing =
                IntStream.range(0, rows.size())
                        .filter(i -> changed[i] == 0)
                        .mapToObj(rows::get)
                        .toList();
        if (!missing.isEmpty()) {
            batch(connection, insert, missing);
        }
    }

    private int[] batch(Connection connection, String sql, List<R> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (R row : rows) {
                bind(row, new Binder(statement));
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
