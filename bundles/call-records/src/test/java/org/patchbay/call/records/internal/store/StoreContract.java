package org.patchbay.call.records.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.ledger.Ledger;
import org.patchbay.call.records.internal.ledger.Story;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.row.Row;
import org.patchbay.call.records.internal.search.RecordSearch;

/** What every database has to do. */
abstract class StoreContract {
    private static final Instant EARLY = Instant.parse("2026-01-01T08:00:00Z");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private DataSource source;
    private RecordStore store;

    /** An empty database. */
    abstract DataSource source() throws Exception;

    @BeforeEach
    void empty() throws Exception {
        source = source();
    }

    @AfterEach
    void close() throws SQLException {
        if (store != null) {
            store.close();
        }
    }

    private RecordStore open() throws SQLException {
        close();
        store = RecordStore.open(source);
        return store;
    }

    private static CallRow call(String id, Instant at) {
        return new CallRow(
                id,
                "boot",
                at,
                Optional.empty(),
                Direction.INTERNAL,
                new Party("101", "Änne O'Hara"),
                "102",
                "device:1001",
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static CallRow ended(String id, Instant at, Reason reason) {
        return call(id, at)
                .ended(
                        new End(
                                Optional.of(at.plusSeconds(5)),
                                reason.name(),
                                reason.sipCode(),
                                reason.text(),
                                Optional.empty()));
    }

    private static LegRow leg(String call, String leg, String target) {
        return LegRow.added(call, leg, false, target, EARLY);
    }

    private List<CallRow> find(RecordQuery query) throws Exception {
        List<CallRow> found = new ArrayList<>();
        RecordSearch.run(source, query, LIMIT, (call, legs) -> found.add(call));
        return found;
    }

    private List<LegRow> legs(String call) throws Exception {
        List<LegRow> found = new ArrayList<>();
        RecordSearch.run(
                source,
                RecordQuery.newest(0),
                LIMIT,
                (c, legs) -> {
                    if (c.call().equals(call)) {
                        found.addAll(legs);
                    }
                    return true;
                });
        return found;
    }

    private static List<String> ids(List<CallRow> calls) {
        return calls.stream().map(CallRow::call).toList();
    }

    @Test
    void rowsComeBackAsTheyWere() throws Exception {
        Story story = new Story();
        story.starts("c", "+493012345", "102").comes("c", "a", "trunk:acme");
        story.routed("c", "routing/office.mjs@7").dials("c", "b", "device:1002");
        story.rings("c", "b").answers("c", "b").answers("c", "a");
        story.hangsUp("c", "a", Reason.NORMAL).isHungUp("c", "b", Reason.NORMAL);
        story.ends("c", Reason.NORMAL, "a");
        List<Row> rows = new ArrayList<>();
        Ledger ledger = new Ledger();
        story.events.forEach(e -> rows.addAll(ledger.take(e)));
        open().write(rows);

        List<Row> back = new ArrayList<>(legs("c"));
        back.addAll(find(RecordQuery.newest(0)));
        assertEquals(rows.subList(rows.size() - 3, rows.size()), back);
    }

    @Test
    void theLaterRowCountsAlsoOverSeveralWrites() throws Exception {
        CallRow up = call("c", EARLY);
        open().write(List.of(up, up.answered(EARLY.plusSeconds(1))));
        assertEquals(EARLY.plusSeconds(1), find(RecordQuery.newest(0)).get(0).answeredAt().get());
        store.write(List.of(ended("c", EARLY, Reason.BUSY)));
        assertEquals("BUSY", find(RecordQuery.newest(0)).get(0).end().get().cause());
        assertEquals(1, find(RecordQuery.newest(0)).size());
    }

    /** A bundle that was replaced hears the story again, and may be killed in the middle. */
    @Test
    void anEndThatIsKnownIsNotForgotten() throws Exception {
        CallRow over = ended("c", EARLY, Reason.BUSY);
        open().write(List.of(over));
        store.write(List.of(call("c", EARLY)));
        assertEquals(over.end(), find(RecordQuery.newest(0)).get(0).end());
    }

    @Test
    void textIsCutToItsColumnAndHasNoNul() throws Exception {
        CallRow row = call("c", EARLY).decided("x".repeat(511) + "😀").from("a\0b");
        open().write(List.of(row));
        CallRow back = find(RecordQuery.newest(0)).get(0);
        assertEquals("x".repeat(511), back.decidedBy());
        assertEquals("a?b", back.source());
    }

    @Test
    void aBatchIsWrittenWholeOrNotAtAll() throws Exception {
        CallRow bad = call("x".repeat(60), EARLY);
        open().write(List.of(bad));
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("ALTER TABLE patchbay_leg ADD CHECK (target <> 'bad')");
        }
        assertThrows(
                SQLException.class,
                () -> store.write(List.of(call("c", EARLY), leg("c", "l", "bad"))));
        assertEquals(1, find(RecordQuery.newest(0)).size());
        store.write(List.of(call("c", EARLY), leg("c", "l", "good")));
        assertEquals(2, find(RecordQuery.newest(0)).size());
    }

    @Test
    void callsThatNobodySawEndAreClosedAndTheOthersLeft() throws Exception {
        open().write(List.of(call("dead", EARLY), call("up", EARLY)));
        store.write(List.of(ended("over", EARLY, Reason.NORMAL)));
        assertEquals(1, store.closeUnseen(Set.of("up")));
        RecordQuery unknown = with(q -> q.cause = End.UNKNOWN);
        assertEquals(List.of("dead"), ids(find(unknown)));
        assertEquals(Optional.empty(), find(unknown).get(0).end().get().at());
        store.write(List.of(ended("dead", EARLY, Reason.NORMAL)));
        assertEquals(List.of(), find(unknown));
    }

    @Test
    void whatIsOldIsPrunedInBatchesWithItsLegs() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < RecordStore.PRUNE_BATCH + 20; i++) {
            rows.add(ended("old" + i, EARLY, Reason.NORMAL));
            rows.add(leg("old" + i, "l", "device:1"));
        }
        rows.add(ended("new", EARLY.plus(Duration.ofDays(2)), Reason.NORMAL));
        rows.add(leg("new", "l", "device:1"));
        rows.add(call("up", EARLY));
        open().write(rows);
        Instant before = EARLY.plus(Duration.ofDays(1));
        assertEquals(RecordStore.PRUNE_BATCH, store.prune(before));
        assertEquals(20, store.prune(before));
        assertEquals(0, store.prune(before));
        assertEquals(List.of("new", "up"), ids(find(RecordQuery.newest(0))));
        try (Connection c = source.getConnection();
                Statement s = c.createStatement();
                var count = s.executeQuery("SELECT COUNT(*) FROM patchbay_leg")) {
            assertTrue(count.next());
            assertEquals(1, count.getInt(1));
        }
    }

    private static final class Wanted {
        String call;
        String party;
        Instant since;
        Instant until;
        Direction direction;
        String cause;
        RecordQuery.Place after;
        int limit;
    }

    private static RecordQuery with(Consumer<Wanted> wish) {
        Wanted w = new Wanted();
        wish.accept(w);
        return new RecordQuery(
                Optional.ofNullable(w.call),
                Optional.ofNullable(w.party),
                Optional.ofNullable(w.since),
                Optional.ofNullable(w.until),
                Optional.ofNullable(w.direction),
                Optional.ofNullable(w.cause),
                Optional.ofNullable(w.after),
                w.limit);
    }

    /** Three began at the same time: their ids say which comes first. */
    @Test
    void pageByPageEveryCallComesOnceNewestFirst() throws Exception {
        open().write(
                        List.of(
                                call("a", EARLY.plusNanos(1000)),
                                call("b", EARLY),
                                call("c", EARLY),
                                call("d", EARLY),
                                call("e", EARLY.minusNanos(1000))));
        List<String> all = new ArrayList<>();
        List<CallRow> page = find(with(q -> q.limit = 2));
        while (!page.isEmpty()) {
            all.addAll(ids(page));
            CallRow last = page.get(page.size() - 1);
            page =
                    find(
                            with(
                                    q -> {
                                        q.after = RecordQuery.Place.of(last.record());
                                        q.limit = 2;
                                    }));
        }
        assertEquals(List.of("a", "d", "c", "b", "e"), all);
        assertEquals(List.of("c"), ids(find(RecordQuery.one("c"))));
        assertEquals(List.of(), ids(find(RecordQuery.one("x"))));
    }

    @Test
    void callsAreFoundByWhatIsKnownOfThem() throws Exception {
        Instant later = EARLY.plus(Duration.ofDays(1));
        open().write(
                        List.of(
                                ended("a", EARLY, Reason.NORMAL),
                                ended("b", later, Reason.BUSY).with(Direction.OUTBOUND),
                                leg("b", "l", "trunk:acme/50%"),
                                call("c", later.plusSeconds(1))));
        assertEquals(List.of("c", "b", "a"), ids(find(RecordQuery.newest(0))));
        assertEquals(List.of("c"), ids(find(RecordQuery.newest(1))));
        assertEquals(List.of("b"), ids(find(with(q -> q.cause = "BUSY"))));
        assertEquals(List.of("b"), ids(find(with(q -> q.direction = Direction.OUTBOUND))));
        assertEquals(List.of("c", "b"), ids(find(with(q -> q.since = later))));
        assertEquals(List.of("a"), ids(find(with(q -> q.until = later))));
        assertEquals(List.of("b"), ids(find(with(q -> q.party = "ACME/50%"))));
        assertEquals(List.of(), ids(find(with(q -> q.party = "1_1"))));
        assertEquals(List.of("c", "b", "a"), ids(find(with(q -> q.party = "o'hara"))));
        assertEquals(
                List.of("b"),
                ids(
                        find(
                                with(
                                        q -> {
                                            q.party = "102";
                                            q.until = later.plusSeconds(1);
                                            q.limit = 1;
                                        }))));
    }

    @Test
    void whoHasEnoughGetsNoMore() throws Exception {
        open().write(List.of(call("a", EARLY), call("b", EARLY)));
        List<String> taken = new ArrayList<>();
        RecordSearch.run(
                source,
                RecordQuery.newest(0),
                LIMIT,
                (call, legs) -> {
                    taken.add(call.call());
                    return false;
                });
        assertEquals(List.of("b"), taken);
    }

    @Test
    void tablesOfTheFirstVersionKeepTheirRows() throws Exception {
        Migrations.run(source, "1");
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute(
                    "INSERT INTO patchbay_call (call_id, boot_id, started_at, direction,"
                            + " caller_number, caller_name, called, source, decided_by, cause)"
                            + " VALUES ('old', 'b', TIMESTAMP WITH TIME ZONE '2025-01-01"
                            + " 00:00:00+00', 'INBOUND', '1', '', '2', 'trunk:t', '', 'NORMAL')");
        }
        open().write(List.of(call("new", EARLY)));
        assertEquals(List.of("new", "old"), ids(find(RecordQuery.newest(0))));
        assertEquals(2, migrations());
        open();
        assertEquals(2, migrations());
    }

    /** It is not alone in its database. */
    @Test
    void tablesOfOthersAreLeftAlone() throws Exception {
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("CREATE TABLE of_somebody_else (x INTEGER)");
            s.execute("INSERT INTO of_somebody_else VALUES (7)");
        }
        open().write(List.of(call("c", EARLY)));
        assertEquals(2, migrations());
    }

    private int migrations() throws SQLException {
        try (Connection c = source.getConnection();
                Statement s = c.createStatement();
                var count =
                        s.executeQuery(
                                "SELECT COUNT(*) FROM \"patchbay_records_history\" WHERE"
                                        + " \"type\" = 'SQL'")) {
            assertTrue(count.next());
            return count.getInt(1);
        }
    }
}
