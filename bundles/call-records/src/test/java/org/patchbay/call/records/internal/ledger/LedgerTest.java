package org.patchbay.call.records.internal.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.CallRecord.HungUpBy;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.row.Row;

class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final Story story = new Story();
    private final Map<Object, Row> rows = new LinkedHashMap<>();
    private int told;

    /** What the database has after the story so far. */
    private void tell() {
        for (NumberedEvent event : story.events.subList(told, story.events.size())) {
            ledger.take(event).forEach(row -> rows.put(row.key(), row));
        }
        told = story.events.size();
    }

    private CallRow call(String id) {
        return (CallRow) rows.get(id);
    }

    private LegRow leg(String call, String leg) {
        return (LegRow) rows.get(call + " " + leg);
    }

    private static Optional<HungUpBy> by(Optional<End> end) {
        return end.orElseThrow().by();
    }

    private static Optional<Instant> second(int n) {
        return Optional.of(Instant.ofEpochSecond(n));
    }

    @Test
    void aCallOfTwoFromItsStartToItsEnd() {
        story.starts("c", "101", "102").comes("c", "a", "device:1001"); // 1, 2
        story.routed("c", "routing/office.mjs@7").dials("c", "b", "device:1002"); // 3, 4
        story.rings("c", "b").answers("c", "b").answers("c", "a"); // 5, 6, 7
        story.hangsUp("c", "a", Reason.NORMAL).isHungUp("c", "b", Reason.NORMAL); // 8, 9
        story.ends("c", Reason.NORMAL, "a"); // 10
        tell();

        CallRow call = call("c");
        assertEquals("boot", call.bootId());
        assertEquals(Instant.ofEpochSecond(1), call.startedAt());
        assertEquals(second(7), call.answeredAt());
        assertEquals(Direction.INTERNAL, call.direction());
        assertEquals("101", call.caller().number());
        assertEquals("102", call.called());
        assertEquals("device:1001", call.source());
        assertEquals("routing/office.mjs@7", call.decidedBy());
        assertEquals("NORMAL", call.end().get().cause());
        assertEquals(200, call.end().get().sipCode());
        assertEquals(second(10), call.end().get().at());
        assertEquals(Optional.of(HungUpBy.CALLER), by(call.end()));
        assertEquals(Optional.of(Duration.ofSeconds(9)), call.record().duration());
        assertEquals(Optional.of(Duration.ofSeconds(3)), call.record().talk());

        LegRow b = leg("c", "b");
        assertEquals(Instant.ofEpochSecond(4), b.addedAt());
        assertEquals(second(5), b.ringingAt());
        assertEquals(second(6), b.answeredAt());
        assertEquals(second(9), b.end().get().at());
        assertEquals("device:1002", b.target());
        assertEquals(Optional.of(HungUpBy.HOUSE), by(b.end()));
        assertEquals("opus/48000", b.quality().get().codec());
        assertEquals(2.0, b.quality().get().lossPercent());
        assertEquals(3.5, b.quality().get().jitterMs());
        assertEquals(25.0, b.quality().get().farLossPercent());
        assertEquals(Optional.of(HungUpBy.CALLER), by(leg("c", "a").end()));
        assertTrue(leg("c", "a").incoming());
        assertEquals(0, ledger.up());
    }

    /** A server that is killed must not have forgotten that there was a call. */
    @Test
    void aCallHasARowWhileItIsUp() {
        story.starts("c", "101", "102").comes("c", "a", "device:1001");
        tell();
        assertEquals(Optional.empty(), call("c").end());
        story.dials("c", "b", "device:1002").answers("c", "b").answers("c", "a");
        tell();
        assertEquals(second(5), call("c").answeredAt());
        assertEquals(Optional.empty(), call("c").end());
        assertEquals(1, ledger.up());
    }

    @Test
    void everyLegOfAForkHasARowAndTheFirstAnswerIsNoAnswerOfTheCaller() {
        story.starts("c", "101", "200").comes("c", "a", "device:1001");
        story.dials("c", "b", "device:1002").dials("c", "d", "device:1003");
        story.hangsUp("c", "d", Reason.DECLINED).answers("c", "b");
        tell();
        assertEquals(Optional.empty(), call("c").answeredAt());
        story.answers("c", "a").hangsUp("c", "b", Reason.NORMAL);
        story.isHungUp("c", "a", Reason.NORMAL).ends("c", Reason.NORMAL, "b");
        tell();
        assertEquals(second(7), call("c").answeredAt());
        assertEquals("DECLINED", leg("c", "d").end().get().cause());
        assertEquals(Optional.empty(), leg("c", "d").answeredAt());
        assertEquals(Optional.of(HungUpBy.CALLED), by(leg("c", "d").end()));
        assertEquals(Optional.of(HungUpBy.CALLED), by(call("c").end()));
        assertEquals(4, rows.size());
    }

    @ParameterizedTest
    @CsvSource({
        "device:1001, device:1002, INTERNAL",
        "trunk:acme,  device:1002, INBOUND",
        "device:1001, trunk:acme/+493012345, OUTBOUND",
        "trunk:acme,  trunk:backup/+493012345, INBOUND"
    })
    void whichWayItWent(String from, String to, Direction direction) {
        story.starts("c", "1", "2").comes("c", "a", from).dials("c", "b", to);
        tell();
        assertEquals(direction, call("c").direction());
    }

    @Test
    void whoIsRungFirstByACommandIsTheCallerOnceHeAnswers() {
        story.starts("c", "101", "102").dials("c", "a", "device:1001");
        story.answers("c", "a").dials("c", "b", "device:1002").answers("c", "b");
        story.hangsUp("c", "b", Reason.NORMAL).isHungUp("c", "a", Reason.NORMAL);
        story.ends("c", Reason.NORMAL, "b");
        tell();
        assertEquals("device:1001", call("c").source());
        assertEquals(second(3), call("c").answeredAt());
        assertEquals(Optional.of(HungUpBy.CALLED), by(call("c").end()));
    }

    @Test
    void scriptsThatDecideOneAfterTheOtherAreAllThere() {
        story.starts("c", "101", "600").comes("c", "a", "device:1001");
        story.routed("c", "office.mjs@1").routed("c", "menu.mjs@3").routed("c", "menu.mjs@3");
        story.isHungUp("c", "a", Reason.NORMAL).ends("c", Reason.NORMAL, null);
        tell();
        assertEquals("office.mjs@1 > menu.mjs@3", call("c").decidedBy());
        assertEquals(Optional.of(HungUpBy.HOUSE), by(call("c").end()));
        assertEquals(Optional.of(Duration.ZERO), call("c").record().talk());
    }

    /** A member has a row in its own call and one in the room, which ends when the last goes. */
    @Test
    void aRoomIsACallOfItsOwn() {
        story.starts("c", "101", "8000").comes("c", "a", "device:1001").opens("r", "8000");
        story.comes("r", "a", "device:1001").answers("c", "a").answers("r", "a");
        story.hangsUp("c", "a", Reason.NORMAL).ends("c", Reason.NORMAL, "a");
        story.isHungUp("r", "a", Reason.NORMAL).ends("r", Reason.NORMAL, null);
        tell();
        CallRow room = call("r");
        assertEquals(Direction.ROOM, room.direction());
        assertEquals(Optional.of("8000"), room.room());
        assertEquals(second(6), room.answeredAt());
        assertEquals(Optional.empty(), by(room.end()));
        assertEquals(Optional.empty(), by(leg("r", "a").end()));
        assertEquals(Optional.of(HungUpBy.CALLER), by(leg("c", "a").end()));
        assertEquals(4, rows.size());
    }

    /** A leg that another call takes over: what ended here goes on there. */
    @Test
    void aLegThatChangesItsCallHasARowInEach() {
        story.starts("c", "101", "102").comes("c", "a", "device:1001");
        story.dials("c", "b", "device:1002").answers("c", "b").answers("c", "a");
        story.isHungUp("c", "b", Reason.NORMAL).starts("d", "102", "103");
        story.comes("d", "b", "device:1002").answers("d", "b");
        story.hangsUp("d", "b", Reason.NORMAL).ends("d", Reason.NORMAL, "b");
        tell();
        assertEquals(second(6), leg("c", "b").end().get().at());
        assertEquals(second(10), leg("d", "b").end().get().at());
    }

    @Test
    void hearingAStoryTwiceGivesTheSameRows() {
        story.starts("c", "101", "102").comes("c", "a", "device:1001").routed("c", "x@1");
        story.answers("c", "a").hangsUp("c", "a", Reason.NORMAL).ends("c", Reason.NORMAL, "a");
        tell();
        Map<Object, Row> once = new LinkedHashMap<>(rows);
        told = 0;
        tell();
        assertEquals(once, rows);
    }

    @Test
    void whatBeganBeforeWeListenedIsNotMadeUp() {
        story.answers("c", "a").hangsUp("c", "a", Reason.NORMAL).ends("c", Reason.NORMAL, "a");
        tell();
        assertEquals(Map.of(), rows);
    }

    @Test
    void aLegThatNeverSaidThatItEndedEndsWithItsCall() {
        story.starts("c", "101", "102").comes("c", "a", "device:1001");
        story.ends("c", Reason.SERVER_ERROR, null);
        tell();
        assertEquals(End.UNKNOWN, leg("c", "a").end().get().cause());
        assertEquals("SERVER_ERROR", call("c").end().get().cause());
    }

    /** The end of one call is among what was lost; that of another comes a little later. */
    @Test
    void whatIsNotUpAfterALossHasEndedUnlessItsEndIsStillToCome() {
        story.starts("lost", "1", "2").comes("lost", "a", "device:1");
        story.starts("late", "1", "2").comes("late", "b", "device:1");
        story.starts("up", "1", "2").comes("up", "c", "device:1");
        tell();
        ledger.lost(Set.of(new CallId("up")), 7);
        story.ends("late", Reason.NORMAL, "b");
        tell();
        assertEquals(Optional.empty(), call("lost").end());
        story.meanwhile();
        story.answers("up", "c");
        tell();
        assertEquals(End.UNKNOWN, call("lost").end().get().cause());
        assertEquals(Optional.empty(), call("lost").end().get().at());
        assertEquals("NORMAL", call("late").end().get().cause());
        assertEquals(Optional.empty(), call("up").end());
        assertEquals(1, ledger.up());
    }

    @Test
    void nothingIsSaidWhereNothingIsNew() {
        story.starts("c", "101", "102").comes("c", "a", "device:1001").rings("c", "a");
        story.routed("c", "x@1").dials("c", "b", "device:1002").answers("c", "b");
        List<Integer> sizes = new ArrayList<>();
        story.events.forEach(e -> sizes.add(ledger.take(e).size()));
        assertEquals(List.of(0, 1, 0, 0, 0, 0), sizes);
    }
}
