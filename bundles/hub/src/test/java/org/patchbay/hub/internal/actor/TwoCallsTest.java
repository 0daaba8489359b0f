package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;

/** Attended transfer: 1002 talks to 1001, asks 1003 in a second call, and connects the two. */
class TwoCallsTest {
    private final SimHouse sim = new SimHouse();

    /** Whose wish it is, in both calls; and the two others. */
    private FakeLeg by;

    private FakeLeg consults;
    private FakeLeg first;
    private FakeLeg second;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
        assertEquals(0, sim.house.legsUp());
    }

    private void talk(boolean calls, boolean consultCalls) {
        FakeLeg in = sim.call(calls ? "1002" : "1001", calls ? "101" : "102");
        FakeLeg out = sim.leg(calls ? "1001" : "1002");
        sim.then(out::accept);
        by = calls ? in : out;
        first = calls ? out : in;
        FakeLeg asks = sim.call(consultCalls ? "1002" : "1003", consultCalls ? "103" : "102");
        FakeLeg asked = sim.leg(consultCalls ? "1003" : "1002");
        sim.then(asked::accept);
        consults = consultCalls ? asks : asked;
        second = consultCalls ? asked : asks;
    }

    private void connects() {
        sim.then(() -> by.asksTransfer(new TransferTo.SeatOf(consults.id())));
    }

    private boolean talkTogether() {
        return sim.media.mixOf(first.media().orElseThrow()).isPresent()
                && sim.media
                        .mixOf(first.media().orElseThrow())
                        .equals(sim.media.mixOf(second.media().orElseThrow()));
    }

    private static List<String> transferOf(FakeLeg leg) {
        return leg.told().stream().filter(t -> t.startsWith("transfer")).toList();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void theTwoTalkAndWhoConnectedThemIsOut(boolean calls, boolean consultCalls) {
        talk(calls, consultCalls);
        assertFalse(talkTogether());
        connects();
        assertTrue(talkTogether());
        assertEquals(List.of("transfer begun", "transfer done"), transferOf(by));
        assertTrue(by.ended() && consults.ended());
        assertEquals(1, sim.log.snapshot().calls().size());
        assertEquals(2, sim.log.snapshot().calls().get(0).legs().size());
        assertTrue(first.wasTold("talks to User 3 <103>"), first::toString);
        assertTrue(second.wasTold("talks to User 1 <101>"), second::toString);
        sim.then(() -> first.end(Reason.NORMAL));
        assertTrue(second.ended());
        assertEquals(2, sim.events(HouseEvent.CallEnded.class).size());
    }

    /** The other call has never heard of it. */
    @Test
    void whoHoldsWhileItMovesStillHolds() {
        talk(true, true);
        sim.then(() -> first.holdFromFarSide(true));
        connects();
        assertFalse(talkTogether());
        assertTrue(sim.media.mixOf(second.media().orElseThrow()).isPresent(), "with music");
        sim.then(() -> first.holdFromFarSide(false));
        assertTrue(talkTogether());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whoEndsEndsTheOther(boolean firstEnds) {
        talk(true, true);
        connects();
        sim.then(() -> (firstEnds ? first : second).end(Reason.NORMAL));
        assertTrue((firstEnds ? second : first).ended());
    }

    @Test
    void whileItRingsWhoWaitsTakesThePlaceOfWhoCalled() {
        FakeLeg in = sim.call("1001", "102");
        by = sim.leg("1002");
        sim.then(by::accept);
        first = in;
        consults = sim.call("1002", "103");
        second = sim.leg("1003");
        sim.then(second::ringing);
        connects();
        assertEquals(List.of("transfer begun", "transfer done"), transferOf(by));
        assertTrue(by.ended() && consults.ended());
        assertFalse(second.ended());
        assertEquals(
                2,
                sim.media.mixOf(first.media().orElseThrow()).orElseThrow().members().size(),
                "who waits hears that it rings");
        sim.then(second::accept);
        assertTrue(talkTogether());
        assertTrue(second.wasTold("talks to User 1 <101>"), "and not who called");
        assertTrue(first.wasTold("talks to User 3 <103>"), first::toString);
    }

    @Test
    void whoIsAskedHasHungUpAndTheFirstCallGoesOn() {
        talk(false, true);
        sim.then(() -> second.end(Reason.NORMAL));
        connects();
        assertEquals(List.of("transfer begun", "transfer failed NOT_FOUND"), transferOf(by));
        assertFalse(first.ended() || by.ended());
        assertEquals(1, sim.log.snapshot().calls().size());
    }

    @Test
    void aLegThatNobodyHas() {
        talk(false, true);
        sim.then(() -> by.asksTransfer(new TransferTo.SeatOf(new LegId("nobody"))));
        assertEquals(List.of("transfer begun", "transfer failed NOT_FOUND"), transferOf(by));
        sim.then(() -> by.asksTransfer(new TransferTo.SeatOf(first.id())));
        assertEquals("transfer failed NOT_FOUND", transferOf(by).get(3), "of its own call");
        assertEquals("TALKING", sim.log.snapshot().calls().get(0).state());
    }

    @Test
    void bothCallsAskForTheOthersSeatAndNeitherGivesIt() {
        talk(true, true);
        by.asksTransfer(new TransferTo.SeatOf(consults.id()));
        consults.asksTransfer(new TransferTo.SeatOf(by.id()));
        sim.threads.settle();
        assertEquals(
                1,
                sim.events(HouseEvent.TransferDone.class).size()
                        + sim.log.snapshot().calls().size()
                        - 1);
    }

    @Test
    void aMovedLegIsOfOneCallAtATime() {
        talk(true, true);
        connects();
        LegId moved = first.id();
        List<HouseEvent.LegEnded> ends =
                sim.events(HouseEvent.LegEnded.class).stream()
                        .filter(e -> e.leg().equals(moved))
                        .toList();
        assertEquals(1, ends.size(), "it has its end in the first call");
        assertFalse(ends.get(0).farSide());
        assertEquals(Optional.empty(), first.cause());
    }

    private FakeLeg standsIn(String device, FakeLeg seat) {
        FakeLeg leg = sim.offer(device, "600", Optional.of(seat.id()));
        sim.threads.settle();
        return leg;
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whoCallsInSomebodysPlaceTalksInstead(boolean callersPlace) {
        first = sim.call("1001", "102");
        second = sim.leg("1002");
        sim.then(second::accept);
        FakeLeg leaves = callersPlace ? first : second;
        FakeLeg stays = callersPlace ? second : first;
        FakeLeg instead = standsIn("1004", leaves);
        assertTrue(instead.wasTold("answer"));
        assertTrue(leaves.ended());
        first = instead;
        second = stays;
        assertTrue(talkTogether());
        assertTrue(stays.wasTold("talks to User 4 <104>"), stays::toString);
        sim.then(() -> stays.end(Reason.NORMAL));
        assertTrue(instead.ended());
    }

    @Test
    void whoCallsInPlaceOfOneWhoRingsHasTheCall() {
        first = sim.call("1001", "102");
        FakeLeg rings = sim.leg("1002");
        sim.then(rings::ringing);
        second = standsIn("1004", rings);
        assertEquals(Optional.of(Reason.ANSWERED_ELSEWHERE), rings.cause().map(c -> c.reason()));
        assertTrue(first.wasTold("answer"));
        assertTrue(talkTogether());
        assertTrue(first.wasTold("talks to User 4 <104>"), "who took it, and not who rang");
        assertTrue(
                first.told().indexOf("talks to User 4 <104>") < first.told().indexOf("answer"),
                "known when it is answered");
        assertTrue(second.wasTold("talks to User 1 <101>"), second::toString);
    }

    @Test
    void whosePlaceIsGoneIsHungUp() {
        talk(true, true);
        sim.then(() -> first.end(Reason.NORMAL));
        assertTrue(standsIn("1004", first).ended());
        assertFalse(second.ended());
    }
}
