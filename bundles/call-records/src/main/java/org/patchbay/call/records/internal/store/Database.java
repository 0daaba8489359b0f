package org.patchbay.call.records.internal.store;

import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where the rows are; empty while it is not there. */
public interface Database extends Supplier<Optional<DataSource>>, AutoCloseable {
    @Override
    void close();
}
