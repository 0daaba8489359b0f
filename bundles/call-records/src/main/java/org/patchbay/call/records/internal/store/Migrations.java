package org.patchbay.call.records.internal.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables of any version, or none, to that of this bundle. */
final class Migrations {
    /** The tables may live beside those of somebody else. */
    private static final String HISTORY = "patchbay_records_history";

    private Migrations() {}

    static void run(DataSource source) throws SQLException {
        run(source, "latest");
    }

    /**
     * @param target the version to stop at
     */
    static void run(DataSource source, String target) throws SQLException {
        FluentConfiguration flyway =
                Flyway.configure(Migrations.class.getClassLoader())
                        .loggers(QuietLog.class.getName())
                        .dataSource(source)
                        .table(HISTORY)
                        .target(target)
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .resourceProvider(new Scripts())
                        .locations(new String[0]);
        try {
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables of call records cannot be migrated", e);
        }
    }
}
