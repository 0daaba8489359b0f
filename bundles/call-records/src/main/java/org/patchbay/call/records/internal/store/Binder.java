package org.patchbay.call.records.internal.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Fills a statement from left to right. */
final class Binder {
    private final PreparedStatement statement;
    private int index;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    Binder text(String value, int most) throws SQLException {
        statement.setString(++index, Text.fit(value, most));
        return this;
    }

    Binder text(Optional<String> value, int most) throws SQLException {
        if (value.isPresent()) {
            return text(value.get(), most);
        }
        statement.setNull(++index, Types.VARCHAR);
        return this;
    }

    Binder time(Instant value) throws SQLException {
        statement.setObject(++index, value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Binder time(Optional<Instant> value) throws SQLException {
        if (value.isPresent()) {
            return time(value.get());
        }
        statement.setNull(++index, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Binder number(Optional<Integer> value) throws SQLException {
        if (value.isPresent()) {
            statement.setInt(++index, value.get());
        } else {
            statement.setNull(++index, Types.INTEGER);
        }
        return this;
    }

    Binder big(Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(++index, value.get());
        } else {
            statement.setNull(++index, Types.BIGINT);
        }
        return this;
    }

    Binder real(Optional<Double> value) throws SQLException {
        if (value.isPresent()) {
            statement.setDouble(++index, value.get());
        } else {
            statement.setNull(++index, Types.DOUBLE);
        }
        return this;
    }

    Binder flag(boolean value) throws SQLException {
        statement.setBoolean(++index, value);
        return this;
    }
}
