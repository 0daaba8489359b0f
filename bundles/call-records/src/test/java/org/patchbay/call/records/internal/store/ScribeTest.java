package org.patchbay.call.records.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.row.Row;
import org.patchbay.call.records.internal.search.RecordSearch;
import org.patchbay.testkit.Eventually;

class ScribeTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir Path dir;
    private volatile boolean away;
    private Scribe scribe;

    /** H2, that may be away. */
    private final class Switched implements Database {
        private H2Database h2 = new H2Database(dir.resolve("records"));

        @Override
        public Optional<DataSource> get() {
            return away ? Optional.empty() : h2.get();
        }

        @Override
        public void close() {
            h2.close();
        }
    }

    private Scribe start(Duration openAfter, Duration keep, Set<String> up) {
        scribe =
                new Scribe(
                        new Switched(),
                        () -> up,
                        new Scribe.Settings(openAfter, keep),
                        InstantSource.fixed(NOW));
        scribe.start();
        return scribe;
    }

    @AfterEach
    void close() {
        scribe.close();
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(t -> t.getName().startsWith("blocking-records")));
    }

    private static CallRow call(String id, Instant at) {
        return new CallRow(
                id,
                "boot",
                at,
                Optional.empty(),
                Direction.INTERNAL,
                new Party("101", ""),
                "102",
                "device:1001",
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static CallRow ended(String id, Instant at) {
        End end = new End(Optional.of(at), "NORMAL", 200, "", Optional.empty());
        return call(id, at).ended(end);
    }

    private Set<String> written() throws Exception {
        Set<String> found = new TreeSet<>();
        RecordSearch.run(
                source(),
                RecordQuery.newest(0),
                Duration.ofMinutes(1),
                (call, legs) -> found.add(call.call()));
        return found;
    }

    private DataSource source() {
        return new H2Database(dir.resolve("records")).get().orElseThrow();
    }

    @Test
    void theDatabaseIsOpenedWhenTheFirstRowComesAndNotBefore() throws Exception {
        start(NEVER, Duration.ZERO, Set.of());
        assertFalse(Files.exists(dir.resolve("records.mv.db")));
        scribe.put(List.of(ended("a", NOW)));
        Eventually.holds(() -> assertEquals(Set.of("a"), written()));
    }

    @Test
    void theDatabaseIsOpenedForASearch() throws Exception {
        start(NEVER, Duration.ZERO, Set.of());
        scribe.ready().get(20, TimeUnit.SECONDS);
        assertEquals(Set.of(), written());
    }

    @Test
    void theDatabaseIsOpenedSomeTimeAfterTheStart() {
        start(Duration.ofMillis(1), Duration.ZERO, Set.of());
        Eventually.holds(() -> assertTrue(Files.exists(dir.resolve("records.mv.db"))));
    }

    @Test
    void whatWaitsIsWrittenBeforeTheEnd() throws Exception {
        start(NEVER, Duration.ZERO, Set.of());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1700; i++) {
            rows.add(ended("c" + i, NOW));
        }
        scribe.put(rows);
        scribe.close();
        assertEquals(1700, written().size());
    }

    @Test
    void rowsWaitWhileTheDatabaseIsAway() throws Exception {
        away = true;
        start(NEVER, Duration.ZERO, Set.of());
        scribe.put(List.of(ended("a", NOW)));
        away = false;
        // It looks again after a second, or when somebody asks.
        scribe.ready().get(20, TimeUnit.SECONDS);
        scribe.put(List.of(ended("b", NOW)));
        Eventually.holds(() -> assertEquals(Set.of("a", "b"), written()));
    }

    @Test
    void aRowThatIsRefusedDoesNotCostTheOthers() throws Exception {
        start(NEVER, Duration.ZERO, Set.of());
        DataSource source = scribe.ready().get(20, TimeUnit.SECONDS);
        execute(source, "ALTER TABLE patchbay_leg ADD CHECK (target <> 'bad')");
        scribe.put(
                List.of(
                        ended("a", NOW),
                        LegRow.added("a", "l", true, "bad", NOW),
                        ended("b", NOW)));
        Eventually.holds(() -> assertEquals(Set.of("a", "b"), written()));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    @Test
    void atTheStartCallsOfADeadProcessAreClosedAndWhatIsOldGoes() throws Exception {
        try (RecordStore store = RecordStore.open(source())) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < RecordStore.PRUNE_BATCH * 2; i++) {
                rows.add(ended("old" + i, NOW.minus(Duration.ofDays(8))));
            }
            rows.add(call("dead", NOW.minusSeconds(9)));
            rows.add(call("up", NOW.minusSeconds(9)));
            store.write(rows);
        }
        start(Duration.ofMillis(1), Duration.ofDays(7), Set.of("up"));
        Eventually.holds(() -> assertEquals(Set.of("dead", "up"), written()));
        List<String> open = new ArrayList<>();
        RecordSearch.run(
                source(),
                RecordQuery.newest(0),
                Duration.ofMinutes(1),
                (call, legs) -> call.end().isPresent() || open.add(call.call()));
        assertEquals(List.of("up"), open);
    }

    /** From the end of a call until its row cannot get lost any more, one call at a time. */
    @Test
    void aRowIsWrittenSoon() throws Exception {
        start(NEVER, Duration.ZERO, Set.of());
        DataSource source = scribe.ready().get(20, TimeUnit.SECONDS);
        long[] tookNanos = new long[50];
        for (int i = 0; i < tookNanos.length; i++) {
            String id = "c" + i;
            long since = System.nanoTime();
            scribe.put(List.of(ended(id, NOW)));
            while (!isThere(source, id)) {
                assertTrue(System.nanoTime() - since < LONG_NANOS, id + " is not written");
            }
            tookNanos[i] = System.nanoTime() - since;
        }
        Arrays.sort(tookNanos);
        System.out.printf(
                "row written after p50 %.1f ms, max %.1f ms%n",
                tookNanos[25] / 1e6, tookNanos[49] / 1e6);
    }

    private static boolean isThere(DataSource source, String id) throws SQLException {
        String sql = "SELECT 1 FROM patchbay_call WHERE call_id = '" + id + "'";
        try (Connection c = source.getConnection();
                Statement s = c.createStatement();
                ResultSet result = s.executeQuery(sql)) {
            return result.next();
        }
    }
}
