package org.patchbay.call.records.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.patchbay.call.records.internal.row.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows, on a thread of its own, {@code blocking-records}: the end of a call soon and with it
 * whatever waits, in one transaction; a call's beginning waits a while for company. It opens the
 * database when the first row comes, or a while after the start, so that the start of the house
 * need not wait; where the database does not answer it keeps its rows and tries again.
 */
public final class Scribe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

    private static final int QUEUE = 2000;
    private static final int BATCH = 500;
    private static final long LOOK_MS = 60_000;

    /** How long it may take until it is on the disk that a call is up. */
    private static final long BEGINNINGS_MS = 500;

    /** Between two transactions: each costs as much as several rows. */
    private static final long GATHER_MS = 20;

    private static final long FIRST_PAUSE_MS = 1000;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final long JOIN_MS = 5000;

    /**
     * @param openAfter until then the database is only opened for a row or a search
     * @param keep how long rows are kept; zero for ever
     */
    public record Settings(Duration openAfter, Duration keep) {}

    private final Database database;
    private final Supplier<Set<String>> up;
    private final Settings settings;
    private final InstantSource clock;
    private final RowQueue queue = new RowQueue(QUEUE, BEGINNINGS_MS);
    private final Thread thread = new Thread(this::run, "blocking-records");
    // Guarded by this.
    private CompletableFuture<DataSource> ready = new CompletableFuture<>();
    // All below belongs to the thread.
    private RecordStore store;
    private boolean sawAll;
    private long pauseMs = FIRST_PAUSE_MS;
    private long pruneAtMs;

    /**
     * @param up calls that are up now
     */
    public Scribe(
            Database database, Supplier<Set<String>> up, Settings settings, InstantSource clock) {
        this.database = database;
        this.up = up;
        this.settings = settings;
        this.clock = clock;
        thread.setDaemon(true);
        thread.setContextClassLoader(Scribe.class.getClassLoader());
    }

    public void start() {
        thread.start();
    }

    /** Waits while there is no room. */
    public void put(List<Row> rows) throws InterruptedException {
        queue.put(rows);
    }

    /** The database with its tables as they should be, as soon as it is there. */
    public synchronized CompletableFuture<DataSource> ready() {
        if (ready.isCompletedExceptionally()) {
            ready = new CompletableFuture<>();
        }
        queue.nudge();
        return ready;
    }

    private synchronized void opened(DataSource source) {
        if (ready.isCompletedExceptionally()
                || (ready.isDone() && ready.getNow(source) != source)) {
            ready = new CompletableFuture<>();
        }
        ready.complete(source);
    }

    private synchronized void failed(Throwable why) {
        if (ready.isDone()) {
            ready = new CompletableFuture<>();
        }
        ready.completeExceptionally(why);
    }

    private void run() {
        List<Row> batch = queue.take(BATCH, settings.openAfter().toMillis());
        while (!batch.isEmpty() || !queue.isClosed()) {
            if (done(batch)) {
                pauseMs = FIRST_PAUSE_MS;
                queue.gather(BATCH, GATHER_MS);
                batch = queue.take(BATCH, LOOK_MS);
            } else if (queue.isClosed()) {
                LOG.warn("{} rows of call records were not written", batch.size());
                break;
            } else {
                queue.pause(pauseMs);
                pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
            }
        }
        closeStore();
    }

    private boolean done(List<Row> batch) {
        try {
            Optional<DataSource> source = database.get();
            if (source.isEmpty()) {
                closeStore();
                return batch.isEmpty();
            }
            open(source.get());
            write(batch);
            closeUnseen();
            if (sawAll) {
                opened(source.get());
            }
            prune();
            return true;
        } catch (SQLException | RuntimeException | LinkageError e) {
            // Once, and not with every try.
            if (pauseMs == FIRST_PAUSE_MS) {
                LOG.warn("call records cannot be written now; they wait", e);
            }
            closeStore();
            failed(e);
            return false;
        }
    }

    private void open(DataSource source) throws SQLException {
        if (store != null) {
            return;
        }
        long since = System.nanoTime();
        store = RecordStore.open(source);
        LOG.info("call records open after {} ms", (System.nanoTime() - since) / 1_000_000);
    }

    /** Once, and after what the hub had kept: of that the end is known. */
    private void closeUnseen() throws SQLException {
        if (sawAll || !queue.isEmpty()) {
            return;
        }
        int unseen = store.closeUnseen(up.get());
        if (unseen > 0) {
            LOG.warn("{} calls were up when the server ended without a word", unseen);
        }
        sawAll = true;
    }

    private void write(List<Row> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.write(batch);
        } catch (SQLException e) {
            if (batch.size() > 1 && store.isAlive()) {
                oneByOne(batch);
            } else if (store.isAlive()) {
                LOG.error("row {} of call records is refused and left out", batch.get(0).key(), e);
            } else {
                throw e;
            }
        }
    }

    /** One that the database refuses does not cost the others. */
    private void oneByOne(List<Row> batch) throws SQLException {
        for (Row row : batch) {
            write(List.of(row));
        }
    }

    private void prune() throws SQLException {
        long now = clock.millis();
        if (settings.keep().isZero() || now < pruneAtMs) {
            return;
        }
        // One batch at a time: what waits is written in between.
        if (store.prune(clock.instant().minus(settings.keep())) == 0) {
            pruneAtMs = now + PRUNE_EVERY.toMillis();
        } else {
            queue.nudge();
        }
    }

    private void closeStore() {
        if (store == null) {
            return;
        }
        try {
            store.close();
        } catch (SQLException e) {
            LOG.debug("the database of call records was gone already", e);
        }
        store = null;
    }

    /** Writes what waits, and lets go of the database. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
