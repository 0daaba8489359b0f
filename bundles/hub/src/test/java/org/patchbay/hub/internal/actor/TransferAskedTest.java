package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

/**
 * Transfer by a phone's button: 1001 talks to 1002, and one of them dials a number for the other.
 */
class TransferAskedTest {
    private final SimHouse sim = new SimHouse();
    private FakeLeg caller;
    private FakeLeg callee;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    private void talk() {
        caller = sim.call("1001", "102");
        callee = sim.leg("1002");
        sim.then(callee::accept);
    }

    private void dials(FakeLeg by, String number) {
        sim.then(() -> by.asksTransfer(new TransferTo.Number(number)));
    }

    private FakeLeg leaving(boolean callerLeaves) {
        return callerLeaves ? caller : callee;
    }

    private static List<String> transferOf(FakeLeg leg) {
        return leg.told().stream().filter(t -> t.startsWith("transfer")).toList();
    }

    private String state() {
        return sim.log.snapshot().calls().get(0).state();
    }

    private boolean hears(FakeLeg leg) {
        FakeMedia.FakeMix mix = sim.media.openMixes().get(0);
        return mix.has(leg.media().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsToldHowItGoesAndEndsBeforeItsLeg(boolean callerLeaves) {
        talk();
        FakeLeg by = leaving(callerLeaves);
        FakeLeg stays = leaving(!callerLeaves);
        dials(by, "103");
        FakeLeg third = sim.leg("1003");
        assertEquals("103", third.request().get().called());
        sim.then(third::ringing);
        assertEquals(List.of("transfer begun", "transfer ringing"), transferOf(by));
        sim.then(third::accept);
        List<String> told = by.told();
        assertEquals(
                List.of("transfer done", "hangup NORMAL"),
                told.subList(told.size() - 2, told.size()));
        assertTrue(stays.wasTold("talks to User 3 <103>"), stays::toString);
        assertTrue(hears(stays) && hears(third));
        assertEquals("TALKING", state());
    }

    @ParameterizedTest
    @CsvSource({"486,BUSY", "603,DECLINED"})
    void aFailedOneSaysSoAndGivesTheCallBack(int status, Reason why) {
        talk();
        dials(callee, "103");
        sim.then(() -> sim.leg("1003").end(DisconnectCause.ofSip(status, "no")));
        assertEquals(List.of("transfer begun", "transfer failed " + why), transferOf(callee));
        assertEquals("TALKING", state());
        assertTrue(hears(caller) && hears(callee));
    }

    @Test
    void whoHasLeftHearsTheEndThoughAnotherIsRefused() {
        talk();
        dials(callee, "103");
        sim.then(() -> callee.end(Reason.NORMAL));
        dials(caller, "104");
        assertEquals(List.of("transfer failed DECLINED"), transferOf(caller));
        sim.then(sim.leg("1003")::accept);
        assertEquals(List.of("transfer begun", "transfer done"), transferOf(callee));
    }

    @Test
    void aNumberThatNobodyKnowsFails() {
        talk();
        dials(caller, "999");
        assertEquals(List.of("transfer begun", "transfer failed NOT_FOUND"), transferOf(caller));
        assertEquals("TALKING", state());
    }

    @Test
    void appsAreAskedAsIfWhoGivesItAwayHadDialled() {
        talk();
        Asked asked = new Asked();
        sim.parts.add(asked, "asked");
        dials(callee, "4930123");
        assertEquals("4930123", asked.view.called());
        assertEquals(new Party("102", "User 2"), asked.view.caller());
        assertEquals(Optional.of("1002"), asked.view.device());
        assertEquals(Optional.of("u2"), asked.view.user());
        asked.decision.complete(
                new Decision.Follow(
                        Plan.Ring.all(List.of(Target.parse("device:1004")), Duration.ofSeconds(7)),
                        "asked",
                        List.of()));
        sim.threads.settle();
        assertEquals("1001", sim.leg("1004").request().get().caller().number(), "who stays");
        sim.advance(Duration.ofSeconds(8));
        assertEquals(List.of("transfer begun", "transfer failed NO_ANSWER"), transferOf(callee));
    }

    @Test
    void aGroupRingsInItsOrderButNotWhoStays() {
        talk();
        dials(caller, "201");
        FakeLeg first = sim.leg("1003");
        assertEquals(2, sim.devices.legs().size(), "1002 itself is the first of them");
        sim.then(() -> first.end(Reason.BUSY));
        assertEquals("TRANSFERRING", state());
    }

    @Test
    void aRoomTakesWhoStays() {
        talk();
        dials(callee, "8001");
        assertEquals(List.of("transfer begun", "transfer done"), transferOf(callee));
        assertTrue(callee.ended());
        assertFalse(caller.ended());
        assertEquals(1, sim.house.roomsUp());
        assertEquals(Optional.empty(), sim.events(HouseEvent.TransferDone.class).get(0).to());
    }

    @Test
    void whatElseThePlanSaysIsTriedFirst() {
        talk();
        Asked asked = new Asked();
        sim.parts.add(asked, "asked");
        dials(callee, "103");
        asked.decision.complete(
                new Decision.Follow(
                        new Plan.Ring(
                                List.of(Target.parse("device:1003")),
                                Plan.Strategy.ALL,
                                Duration.ofSeconds(9),
                                Map.of(Plan.Outcome.BUSY, new Plan.JoinRoom("8002")),
                                Optional.empty()),
                        "asked",
                        List.of()));
        sim.threads.settle();
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(List.of("transfer begun", "transfer done"), transferOf(callee));
        assertEquals(1, sim.house.roomsUp());
    }

    @Test
    void whoHasLeftHearsTheEndAllTheSame() {
        talk();
        dials(caller, "103");
        sim.then(() -> caller.end(Reason.NORMAL));
        sim.then(sim.leg("1003")::accept);
        assertEquals(List.of("transfer begun", "transfer done"), transferOf(caller));
    }

    @Test
    void whoStaysLeavesWhileItRings() {
        talk();
        dials(caller, "103");
        sim.then(() -> callee.end(Reason.NORMAL));
        assertTrue(sim.leg("1003").ended() && caller.ended());
        assertEquals(2, transferOf(caller).size(), caller::toString);
    }

    @Test
    void aSecondOneWhileTheFirstIsUnderWayIsRefused() {
        talk();
        dials(caller, "103");
        dials(callee, "104");
        assertEquals(List.of("transfer failed DECLINED"), transferOf(callee));
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", state());
    }

    /** Decides when a test says so. */
    private static final class Asked implements CallApp {
        private final CompletableFuture<Decision> decision = new CompletableFuture<>();
        private CallView view;

        @Override
        public String name() {
            return "asked";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            view = call;
            return decision;
        }
    }
}
