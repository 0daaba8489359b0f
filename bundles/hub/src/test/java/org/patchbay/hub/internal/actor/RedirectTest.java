package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.directory.api.Routing;
import org.patchbay.testkit.FakeDirectory;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeLegProvider;

/** Who is rung sends the call elsewhere. */
class RedirectTest {
    private final SimHouse sim = new SimHouse();
    private final FakeLegProvider trunks = new FakeLegProvider("trunk");
    private final List<CallView> asked = new ArrayList<>();

    RedirectTest() {
        sim.parts.add(trunks, "fake");
    }

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    private void policy(String target, RedirectPolicy policy) {
        Directory d = sim.parts.directory();
        Routing routing = new Routing(Map.of(), List.of(), Map.of(target, policy));
        sim.parts.set(
                new FakeDirectory(
                        new Directory(
                                d.domain(),
                                d.version(),
                                d.users(),
                                d.devices(),
                                d.groups(),
                                d.rooms(),
                                d.trunks(),
                                routing)));
    }

    /** A script that rings that for the number, and remembers what it was asked. */
    private void script(String number, String target) {
        sim.parts.add(
                new CallApp() {
                    @Override
                    public String name() {
                        return "script";
                    }

                    @Override
                    public CompletionStage<Decision> decide(CallView call) {
                        asked.add(call);
                        Plan plan =
                                Plan.Ring.all(List.of(Target.parse(target)), Duration.ofSeconds(9));
                        return CompletableFuture.completedFuture(
                                call.called().equals(number)
                                        ? new Decision.Follow(plan, "script@1", List.of())
                                        : new Decision.NotMine());
                    }
                },
                "test");
    }

    private FakeLeg fromTrunk(String called) {
        FakeLeg leg = FakeLeg.incoming(sim.newLegId(), "trunk:acme");
        CallOffer offer =
                new CallOffer(
                        Optional.empty(),
                        Optional.of("acme"),
                        new Party("+331", ""),
                        called,
                        List.of("PCMU"));
        leg.attach(sim.house.offer(leg, offer));
        sim.threads.settle();
        return leg;
    }

    private void sends(FakeLeg leg, String number) {
        sim.then(() -> leg.redirects(new Redirect(number, true)));
    }

    private String state() {
        return sim.log.snapshot().calls().get(0).state();
    }

    private static Reason endOf(FakeLeg caller) {
        return caller.cause().orElseThrow().reason();
    }

    @Test
    void aPhoneSendsItToAnother() {
        FakeLeg caller = sim.call("1001", "102");
        sends(sim.leg("1002"), "103");
        assertTrue(sim.leg("1002").ended());
        assertFalse(caller.ended());
        sim.then(sim.leg("1003")::ringing);
        assertEquals(List.of("ring"), caller.told());
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", state());
    }

    @Test
    void othersGoOnRingingForTheirTime() {
        FakeLeg caller = sim.call("1009", "120");
        sim.advance(Duration.ofSeconds(30));
        sends(sim.leg("1002"), "105");
        assertFalse(sim.leg("1003").ended());
        assertFalse(sim.leg("1005").ended());
        sim.advance(Duration.ofSeconds(30));
        assertTrue(sim.leg("1003").ended());
        assertTrue(sim.leg("1005").ended());
        assertEquals(Reason.NO_ANSWER, endOf(caller));
    }

    @Test
    void nowhere() {
        FakeLeg caller = sim.call("1001", "102");
        sends(sim.leg("1002"), "999");
        assertEquals(Reason.NOT_FOUND, endOf(caller));
    }

    @Test
    void aRoomIsNotRung() {
        FakeLeg caller = sim.call("1001", "102");
        sends(sim.leg("1002"), "8001");
        assertEquals(Reason.UNAVAILABLE, endOf(caller));
    }

    @Test
    void outOfTheHouseIsNotInside() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(() -> sim.leg("1002").redirects(new Redirect("103", false)));
        assertEquals(Reason.FORBIDDEN, endOf(caller));
        assertEquals(1, sim.devices.legs().size());
    }

    @Test
    void whoMayNotIsNotFollowed() {
        policy("device:1002", RedirectPolicy.NEVER);
        FakeLeg caller = sim.call("1001", "102");
        sends(sim.leg("1002"), "103");
        assertEquals(Reason.UNAVAILABLE, endOf(caller));
        assertEquals(1, sim.devices.legs().size());
    }

    @Test
    void backToWhereItCameFromIsALoop() {
        FakeLeg caller = sim.call("1001", "102");
        sends(sim.leg("1002"), "103");
        sends(sim.leg("1003"), "102");
        assertEquals(Reason.LOOP, endOf(caller));
    }

    @Test
    void fiveTimesAndNoMore() {
        FakeLeg caller = sim.call("1001", "102");
        for (int i = 2; i <= 6; i++) {
            sends(sim.leg("100" + i), "10" + (i + 1));
            assertFalse(caller.ended());
        }
        sends(sim.leg("1007"), "108");
        assertEquals(Reason.LOOP, endOf(caller));
        assertEquals(6, sim.devices.legs().size());
    }

    @Test
    void scriptsAreAskedAsIfThePhoneHadDialled() {
        policy("device:1002", RedirectPolicy.SCRIPT);
        script("0177", "trunk:acme/0177");
        FakeLeg caller = sim.call("1001", "102");
        sim.then(() -> sim.leg("1002").redirects(new Redirect("0177", false)));
        CallView last = asked.get(asked.size() - 1);
        assertEquals("0177", last.called());
        assertEquals(Optional.of("1002"), last.device());
        assertEquals(Optional.of("u2"), last.user());
        assertEquals("102", last.caller().number());
        assertEquals(Optional.empty(), last.trunk());
        sim.then(trunks.leg("acme/0177")::accept);
        assertEquals("TALKING", state());
        assertFalse(caller.ended());
    }

    @Test
    void whoComesFromOutsideGoesOutByNoTrunk() {
        policy("device:1002", RedirectPolicy.SCRIPT);
        script("0177", "trunk:acme/0177");
        FakeLeg caller = fromTrunk("102");
        sends(sim.leg("1002"), "0177");
        assertEquals(List.of(), trunks.legs());
        assertEquals(Reason.FORBIDDEN, endOf(caller));
    }

    @Test
    void butIsRungElsewhereInside() {
        FakeLeg caller = fromTrunk("102");
        sends(sim.leg("1002"), "103");
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", state());
        assertFalse(caller.ended());
    }

    @Test
    void aTrunkSendsNobodyAnywhere() {
        script("x", "trunk:acme/0177");
        FakeLeg caller = sim.call("1001", "x");
        sends(trunks.leg("acme/0177"), "103");
        assertEquals(Reason.UNAVAILABLE, endOf(caller));
        assertEquals(List.of(), sim.devices.legs());
    }

    @Test
    void aTrunkThatMayReachesPhonesAndNoTrunk() {
        policy("trunk:acme", RedirectPolicy.SCRIPT);
        script("x", "trunk:acme/0177");
        FakeLeg caller = sim.call("1001", "x");
        sends(trunks.leg("acme/0177"), "103");
        assertEquals(Optional.of("acme"), asked.get(asked.size() - 1).trunk());
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(Reason.BUSY, endOf(caller));
        script("0190", "trunk:acme/0190");
        FakeLeg second = sim.call("1004", "x");
        sends(trunks.leg("acme/0177"), "x");
        assertEquals(Reason.LOOP, endOf(second));
    }

    @Test
    void aScriptThatDialsIsFollowedAsWell() {
        List<CallControl.DialOutcome> outcomes = new ArrayList<>();
        Plan.Ring ring = Plan.Ring.all(List.of(Target.parse("device:1002")), Duration.ofSeconds(9));
        sim.parts.add(
                new CallApp() {
                    @Override
                    public String name() {
                        return "driver";
                    }

                    @Override
                    public CompletionStage<Decision> decide(CallView call) {
                        return CompletableFuture.completedFuture(
                                new Decision.Drive(
                                        c -> c.dial(ring).thenAccept(outcomes::add), "driver@1"));
                    }
                },
                "test");
        sim.call("1001", "x");
        sends(sim.leg("1002"), "103");
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(List.of(CallControl.DialOutcome.BUSY), outcomes);
    }

    @Test
    void aTransferIsSentOnToo() {
        FakeLeg caller = sim.call("1001", "104");
        sim.then(sim.leg("1004")::accept);
        sim.then(() -> sim.leg("1004").asksTransfer(new TransferTo.Number("102")));
        sends(sim.leg("1002"), "103");
        sim.then(sim.leg("1003")::accept);
        assertTrue(sim.leg("1004").told().contains("transfer done"), sim.leg("1004")::toString);
        assertEquals("TALKING", state());
        assertFalse(caller.ended());
    }

    @Test
    void whoHangsUpMeanwhileIsNotRungFor() {
        FakeLeg caller = sim.call("1001", "102");
        sim.leg("1002").redirects(new Redirect("103", true));
        caller.end(Reason.CANCELLED);
        sim.threads.settle();
        assertTrue(sim.devices.legs().stream().allMatch(FakeLeg::ended));
    }
}
