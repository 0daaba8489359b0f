package org.patchbay.call.records.internal.search;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.row.LegRow;

/**
 * A search on a thread that nobody interrupts: a Ctrl-C in the middle of a read would close the
 * file of the database under its writer.
 */
public final class SearchAside {
    private SearchAside() {}

    /** Who does not wait any longer is told of no more calls. */
    public static void run(
            DataSource source, RecordQuery query, Duration within, RecordBook.Sink sink)
            throws RecordBook.Unavailable, InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        RecordSearch.Sink rows =
                (call, legs) ->
                        !enough.get()
                                && sink.take(
                                        call.record(), legs.stream().map(LegRow::record).toList());
        FutureTask<Void> search =
                new FutureTask<>(
                        () -> {
                            RecordSearch.run(source, query, within, rows);
                            return null;
                        });
        start(search);
        try {
            search.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RecordBook.TooSlow(within);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordBook.Unavailable unavailable) {
                throw unavailable;
            }
            throw new RecordBook.Unavailable("the search failed: " + e.getCause(), e.getCause());
        } finally {
            enough.set(true);
        }
    }

    private static void start(Runnable search) {
        Thread thread = new Thread(search, "blocking-records-search");
        thread.setDaemon(true);
        thread.setContextClassLoader(SearchAside.class.getClassLoader());
        thread.start();
    }
}
