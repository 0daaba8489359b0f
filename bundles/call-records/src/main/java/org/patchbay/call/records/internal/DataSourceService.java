package org.patchbay.call.records.internal;

import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;
import org.patchbay.call.records.internal.store.Database;

/** The database that the operator chose by a filter; it may come and go. */
final class DataSourceService implements Database {
    private final ServiceTracker<DataSource, DataSource> tracker;

    private DataSourceService(ServiceTracker<DataSource, DataSource> tracker) {
        this.tracker = tracker;
    }

    /**
     * @param filter such as {@code (osgi.jndi.service.name=records)}
     */
    static DataSourceService open(BundleContext context, String filter)
            throws InvalidSyntaxException {
        String whole = "(&(objectClass=" + DataSource.class.getName() + ")" + filter + ")";
        ServiceTracker<DataSource, DataSource> tracker =
                new ServiceTracker<>(context, context.createFilter(whole), null);
        tracker.open();
        return new DataSourceService(tracker);
    }

    @Override
    public Optional<DataSource> get() {
        return Optional.ofNullable(tracker.getService());
    }

    @Override
    public void close() {
        tracker.close();
    }
}
