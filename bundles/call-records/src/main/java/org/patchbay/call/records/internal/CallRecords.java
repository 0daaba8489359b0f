package org.patchbay.call.records.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.search.CsvRows;
import org.patchbay.call.records.internal.search.SearchAside;
import org.patchbay.call.records.internal.store.Database;
import org.patchbay.call.records.internal.store.H2Database;
import org.patchbay.call.records.internal.store.Scribe;

/** Call records as a part of the house: hears the hub, has rows written, and finds them again. */
@Component(service = RecordBook.class, configurationPid = "org.patchbay.records", immediate = true)
@Designate(ocd = RecordsConfig.class)
public final class CallRecords implements RecordBook {
    private static final Duration DATABASE_WITHIN = Duration.ofSeconds(20);

    private final Hearing hearing = new Hearing();
    private Scribe scribe;
    private Database database;

    @Activate
    void activate(RecordsConfig config, BundleContext context) throws InvalidSyntaxException {
        Scribe.Settings settings =
                new Scribe.Settings(
                        Duration.ofSeconds(config.open$_$after$_$s()),
                        Duration.ofDays(config.keep$_$days()));
        database = database(config, context);
        scribe = new Scribe(database, this::up, settings, InstantSource.system());
        scribe.start();
        hearing.begin(scribe);
    }

    private static Database database(RecordsConfig config, BundleContext context)
            throws InvalidSyntaxException {
        if (!config.datasource().isBlank()) {
            return DataSourceService.open(context, config.datasource());
        }
        Path file =
                config.file().isBlank()
                        ? Path.of(context.getProperty("karaf.data"), "db", "records")
                        : Path.of(config.file());
        return new H2Database(file);
    }

    private Set<String> up() {
        return hearing.hub().stream()
                .flatMap(hub -> hub.calls().stream())
                .map(call -> call.id().value())
                .collect(Collectors.toSet());
    }

    @Deactivate
    void deactivate() {
        hearing.end();
        scribe.close();
        database.close();
    }

    @Override
    public Lines csv(boolean legs) {
        return new CsvRows(legs);
    }

    @Override
    public void find(RecordQuery query, Duration within, Sink sink)
            throws Unavailable, InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        DataSource source;
        try {
            long waitMs = Math.min(DATABASE_WITHIN.toMillis(), within.toMillis());
            source = scribe.ready().get(waitMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unavailable("the database of call records is not there");
        } catch (ExecutionException e) {
            throw new Unavailable("the database of call records fails: " + e.getCause());
        }
        SearchAside.run(source, query, Duration.ofNanos(until - System.nanoTime()), sink);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setHub(CallHub hub) {
        hearing.set(hub);
    }

    void unsetHub(CallHub hub) {
        hearing.unset(hub);
    }
}
