package org.patchbay.call.records.internal.command;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.Moment;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.search.RecordTable;

@Service
@Command(
        scope = "pbx",
        name = "records",
        description = "Finds calls in the call records, newest first; exports them as CSV")
public class RecordsCommand implements Action {
    static final int TABLE_LIMIT = 50;

    /** Of a year as CSV; who has less ends it by Ctrl-C. */
    static final Duration PATIENCE = Duration.ofHours(1);

    @Argument(
            index = 0,
            name = "PARTY",
            description = "Part of a number, a name or a target of somebody who took part")
    @Completion(PartyCompleter.class)
    String party;

    @Option(
            name = "--since",
            description = "Calls that began then or later: 2026-11-26, 2026-11-26T10:30, 2h, 7d")
    String since;

    @Option(name = "--until", description = "Calls that began before")
    String until;

    @Option(name = "--direction", description = "inbound, outbound, internal or room")
    @Completion(DirectionCompleter.class)
    String direction;

    @Option(name = "--cause", description = "How they ended: NORMAL, BUSY, NO_ANSWER …")
    @Completion(CauseCompleter.class)
    String cause;

    @Option(
            name = "--limit",
            description = "So many at most, 0 for all (a table has 50, CSV has all)")
    int limit = -1;

    @Option(name = "--legs", description = "The legs of these calls instead of the calls")
    boolean legs;

    @Option(
            name = "--csv",
            description = "Writes CSV into a file of the server, that must not exist; - for here")
    @Completion(FileCompleter.class)
    String csv;

    @Reference BundleContext context;

    @Reference Session session;

    @Override
    public Object execute() {
        PrintStream out = session.getConsole();
        try {
            RecordQuery query = query(Instant.now(), ZoneId.systemDefault());
            if (!with(book -> show(book, query, out))) {
                out.println("Not available: call records are being replaced just now.");
            }
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        return null;
    }

    RecordQuery query(Instant now, ZoneId zone) {
        int most = limit >= 0 ? limit : csv == null ? TABLE_LIMIT : 0;
        return new RecordQuery(
                Optional.empty(),
                Optional.ofNullable(party),
                Optional.ofNullable(since).map(text -> Moment.parse(text, now, zone)),
                Optional.ofNullable(until).map(text -> Moment.parse(text, now, zone)),
                Optional.ofNullable(direction).map(RecordsCommand::direction),
                Optional.ofNullable(cause).map(text -> text.toUpperCase(Locale.ROOT)),
                Optional.empty(),
                most);
    }

    private static Direction direction(String text) {
        try {
            return Direction.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no direction: inbound, outbound, internal or room");
        }
    }

    private void show(RecordBook book, RecordQuery query, PrintStream out) {
        try {
            if (csv == null) {
                RecordTable table = new RecordTable(ZoneId.systemDefault(), legs);
                book.find(
                        query,
                        PATIENCE,
                        (call, its) -> {
                            table.add(call, its);
                            return true;
                        });
                table.lines().forEach(out::println);
            } else {
                new CsvExport(book, query, legs).to(csv, out);
            }
        } catch (RecordBook.Unavailable e) {
            out.println("Not available: " + e.getMessage());
        } catch (IOException e) {
            out.println("Not written: " + e.getMessage());
        } catch (InterruptedException e) {
            // Ctrl-C: that is how it ends.
            Thread.currentThread().interrupt();
        }
    }

    /** False where there is none; then {@code use} did not run. */
    private boolean with(Consumer<RecordBook> use) {
        ServiceReference<RecordBook> reference = context.getServiceReference(RecordBook.class);
        RecordBook book = reference == null ? null : context.getService(reference);
        if (book == null) {
            return false;
        }
        try {
            use.accept(book);
        } finally {
            context.ungetService(reference);
        }
        return true;
    }
}
