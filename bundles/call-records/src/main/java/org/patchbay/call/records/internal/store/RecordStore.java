package org.patchbay.call.records.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.row.Row;

/** The database for its one writer: one connection, one transaction at a time. Not for threads. */
public final class RecordStore implements AutoCloseable {
    /** Rows of calls that are pruned in one transaction. */
    static final int PRUNE_BATCH = 500;

    private final CallTable calls = new CallTable();
    private final LegTable legs = new LegTable();
    private final Connection connection;

    private RecordStore(Connection connection) {
        this.connection = connection;
    }

    /** Brings the tables to the version of this bundle, and connects. */
    public static RecordStore open(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            // The connection before, so that an embedded database is opened once and not twice.
            Migrations.run(source);
            connection.setAutoCommit(false);
            return new RecordStore(connection);
        } catch (SQLException | RuntimeException | LinkageError e) {
            connection.close();
            throw e;
        }
    }

    /** All or nothing; when it returns they are on the disk. Of rows of one key the last counts. */
    public void write(List<Row> rows) throws SQLException {
        Map<Object, Row> last = new LinkedHashMap<>();
        rows.forEach(row -> last.put(row.key(), row));
        transaction(
                () -> {
                    calls.put(connection, only(CallRow.class, last));
                    legs.put(connection, only(LegRow.class, last));
                    return last.size();
                });
    }

    private static <R extends Row> List<R> only(Class<R> kind, Map<Object, Row> rows) {
        return rows.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Calls that have no end and are not up: the server was killed, and how they ended nobody saw.
     *
     * @return how many
     */
    public int closeUnseen(Set<String> up) throws SQLException {
        return transaction(
                () -> {
                    List<String> open = unended();
                    open.removeIf(up::contains);
                    String sql =
                            "UPDATE patchbay_call SET cause = '"
                                    + End.UNKNOWN
                                    + "' WHERE call_id = ?";
                    forEach(sql, open);
                    return open.size();
                });
    }

    /**
     * Deletes calls that began before, with their legs: a bounded number at a time.
     *
     * @return how many; 0 when there are no more
     */
    public int prune(Instant before) throws SQLException {
        return transaction(
                () -> {
                    List<String> old = old(before);
                    forEach("DELETE FROM patchbay_leg WHERE call_id = ?", old);
                    forEach("DELETE FROM patchbay_call WHERE call_id = ?", old);
                    return old.size();
                });
    }

    private List<String> old(Instant before) throws SQLException {
        String sql = "SELECT call_id FROM patchbay_call WHERE started_at < ? AND cause IS NOT NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Binder(statement).time(before);
            statement.setMaxRows(PRUNE_BATCH);
            return read(statement);
        }
    }

    private List<String> unended() throws SQLException {
        String sql = "SELECT call_id FROM patchbay_call WHERE cause IS NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return read(statement);
        }
    }

    private static List<String> read(PreparedStatement statement) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                ids.add(result.getString(1));
            }
        }
        return ids;
    }

    private void forEach(String sql, List<String> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String id : ids) {
                statement.setString(1, id);
                statement.addBatch();
            }
            if (!ids.isEmpty()) {
                statement.executeBatch();
            }
        }
    }

    private interface Work {
        int run() throws SQLException;
    }

    private int transaction(Work work) throws SQLException {
        boolean done = false;
        try {
            int count = work.run();
            connection.commit();
            done = true;
            return count;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    /** Whether it makes sense to go on with this connection. */
    public boolean isAlive() {
        try {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
