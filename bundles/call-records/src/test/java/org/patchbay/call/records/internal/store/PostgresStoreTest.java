package org.patchbay.call.records.internal.store;

import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Cluster.initdb().isPresent(),
                "PostgreSQL is not tested: there is no initdb, install the package postgresql");
        cluster = Cluster.start(Cluster.initdb().get());
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    DataSource source() throws Exception {
        DataSource source = cluster.source();
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("DROP SCHEMA public CASCADE");
            s.execute("CREATE SCHEMA public");
        }
        return source;
    }
}
