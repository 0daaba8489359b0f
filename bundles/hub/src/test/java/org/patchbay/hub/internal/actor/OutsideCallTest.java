package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.NumberRules;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.directory.api.Routing;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.directory.api.User;
import org.patchbay.testkit.FakeDirectory;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeLegProvider;

/** What users may do over trunks: anna (1001) and ben (1002) dial 0 and a number. */
class OutsideCallTest {
    private final SimHouse sim = new SimHouse();
    private final FakeLegProvider trunks = new FakeLegProvider("trunk");

    @BeforeEach
    void open() {
        sim.parts.add(trunks, "trunks");
        sim.parts.add(new DialsOut(), "test");
    }

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    /**
     * What begins with 0 goes over trunk {@code a}, then {@code b}; then what stands after &. With
     * 00 another number is to be shown.
     */
    private static final class DialsOut implements CallApp {
        @Override
        public String name() {
            return "out";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            if (!call.called().startsWith("0")) {
                return CompletableFuture.completedFuture(new Decision.NotMine());
            }
            List<Target> ways = new ArrayList<>();
            for (String number : call.called().split("&")) {
                ways.add(new Target("trunk", "a/" + number));
                ways.add(new Target("trunk", "b/" + number));
            }
            Plan plan =
                    new Plan.Ring(
                            ways,
                            Plan.Strategy.ORDER,
                            Duration.ofSeconds(20),
                            Map.of(),
                            Optional.of(new Party("+332", "Sales"))
                                    .filter(sales -> call.called().startsWith("00")));
            return CompletableFuture.completedFuture(new Decision.Follow(plan, "out", List.of()));
        }
    }

    private void anna(CallLimits limits, Map<String, String> callerIds, String trunkShows) {
        anna(limits, callerIds, Optional.ofNullable(trunkShows), false);
    }

    private void anna(
            CallLimits limits,
            Map<String, String> callerIds,
            Optional<String> trunkShows,
            boolean showForwarded) {
        Map<String, User> users = new LinkedHashMap<>();
        users.put("anna", new User("anna", "Anna", "1001", List.of("1001"), limits, callerIds));
        users.put("ben", new User("ben", "Ben", "1002", List.of("1002")));
        Map<String, Device> devices = new LinkedHashMap<>();
        List.of("1001", "1002", "1003")
                .forEach(d -> devices.put(d, new Device(d, java.util.Set.of(), List.of())));
        Map<String, Trunk> lines = new LinkedHashMap<>();
        TrunkTerms terms =
                new TrunkTerms(CallLimits.NONE, trunkShows, List.of(), showForwarded, false);
        Trunk a = new Trunk("a", "192.0.2.1", 5060, "udp", List.of(), List.of(), "");
        lines.put("a", a.with(terms));
        lines.put("b", new Trunk("b", "192.0.2.2", 5060, "udp", List.of(), List.of(), ""));
        sim.parts.set(
                new FakeDirectory(
                        new Directory(
                                "example.org",
                                1,
                                users,
                                devices,
                                Map.of(),
                                List.of(),
                                lines,
                                new Routing(
                                        Map.of(),
                                        List.of(),
                                        Map.of("device:1002", RedirectPolicy.SCRIPT)))));
    }

    @Test
    void whoMayNotCallThereIsNotMovedThereEither() {
        anna(not("09"), Map.of(), null);
        FakeLeg caller = sim.call("1001", "1002");
        assertEquals(
                new CommandResult.Refused(
                        "0900 cannot be reached: user anna may not call that number"),
                sim.move(sim.callOf(caller), caller, "0900"));
        assertFalse(sim.leg("1002").ended());
        assertFalse(caller.ended());
    }

    private static CallLimits atMost(int calls) {
        return new CallLimits(calls, NumberRules.ANY);
    }

    private static CallLimits not(String prefix) {
        return new CallLimits(0, new NumberRules(List.of(), List.of(prefix)));
    }

    private static DisconnectCause why(FakeLeg caller) {
        return caller.cause().orElseThrow();
    }

    @Test
    void aDeniedNumberIsDialledOverNoTrunk() {
        anna(not("0900"), Map.of(), null);
        FakeLeg caller = sim.call("1001", "0900123");
        assertEquals(List.of(), trunks.legs());
        assertEquals(Reason.FORBIDDEN, why(caller).reason());
        FakeLeg other = sim.call("1002", "0900123");
        assertEquals(1, trunks.legs().size(), "others may");
        sim.then(() -> other.end(Reason.NORMAL));
    }

    @Test
    void asManyCallsAsAUserMayHaveAndNoMore() {
        anna(atMost(2), Map.of(), null);
        List<FakeLeg> callers = new ArrayList<>();
        for (String number : List.of("01", "02", "03")) {
            callers.add(sim.call("1001", number));
        }
        assertEquals(2, trunks.legs().size());
        assertEquals(Reason.FORBIDDEN, why(callers.get(2)).reason());
        sim.then(() -> trunks.leg("a/01").accept());
        FakeLeg inside = sim.call("1001", "1002");
        assertTrue(!inside.ended(), "calls inside the house are not counted");
        sim.then(() -> inside.end(Reason.NORMAL));
        sim.then(() -> callers.get(0).end(Reason.NORMAL));
        FakeLeg fourth = sim.call("1001", "04");
        assertEquals(3, trunks.legs().size(), "there is room again");
        sim.then(() -> fourth.end(Reason.NORMAL));
        sim.then(() -> callers.get(1).end(Reason.NORMAL));
    }

    @Test
    void oneThatGoesOnToTheNextTrunkCountsOnce() {
        anna(atMost(1), Map.of(), null);
        FakeLeg caller = sim.call("1001", "01");
        sim.then(() -> trunks.leg("a/01").end(DisconnectCause.of(Reason.UNAVAILABLE, "full")));
        assertEquals("1001", trunks.leg("b/01").request().orElseThrow().caller().number());
        sim.then(() -> caller.end(Reason.NORMAL));
    }

    @Test
    void whoIsGivenUpHasNoPlaceAnyMore() {
        anna(atMost(1), Map.of(), null);
        trunks.onDial(FakeLeg::endsLater);
        FakeLeg caller = sim.call("1001", "01&02");
        sim.advance(Duration.ofSeconds(20));
        FakeLeg second = trunks.leg("a/02");
        trunks.leg("a/01").end(Reason.CANCELLED);
        sim.then(() -> caller.end(Reason.NORMAL));
        // the second never says that it has ended
        FakeLeg next = sim.call("1001", "03");
        assertTrue(!next.ended(), "there is room again");
        sim.then(() -> next.end(Reason.NORMAL));
        sim.then(() -> trunks.leg("a/03").end(Reason.CANCELLED));
        assertTrue(!second.ended());
    }

    @Test
    void whoCouldNotBeDialledHasNoPlace() {
        anna(atMost(1), Map.of(), null);
        trunks.onDial(
                leg -> {
                    throw new IllegalStateException("broken");
                });
        assertTrue(sim.call("1001", "01").ended());
        trunks.onDial(leg -> {});
        FakeLeg next = sim.call("1001", "02");
        assertTrue(!next.ended(), "there is room");
        sim.then(() -> next.end(Reason.NORMAL));
    }

    @Test
    void whoGivesACallAwayHasItPutDownToHim() {
        anna(not("0900"), Map.of(), null);
        FakeLeg caller = sim.call("1002", "1001");
        FakeLeg anna = sim.leg("1001");
        sim.then(anna::accept);
        sim.then(() -> anna.asksTransfer(new TransferTo.Number("0900123")));
        assertEquals(List.of(), trunks.legs());
        sim.then(() -> caller.asksTransfer(new TransferTo.Number("0900123")));
        assertEquals(1, trunks.legs().size(), "ben may");
        sim.then(() -> trunks.leg("a/0900123").accept());
        sim.then(() -> anna.end(Reason.NORMAL));
    }

    @Test
    void whoInvitesAThirdHasItPutDownToHim() {
        anna(not("0900"), Map.of(), null);
        FakeLeg caller = sim.call("1002", "1001");
        FakeLeg anna = sim.leg("1001");
        sim.then(anna::accept);
        invites(anna, "0900123");
        assertEquals(List.of(), trunks.legs());
        invites(caller, "0900123");
        assertEquals(1, trunks.legs().size(), "ben may");
        sim.then(() -> trunks.leg("a/0900123").accept());
        sim.then(() -> trunks.leg("a/0900123").end(Reason.NORMAL));
        sim.then(() -> anna.end(Reason.NORMAL));
    }

    private void invites(FakeLeg by, String number) {
        CallId call = sim.log.snapshot().calls().get(0).id();
        TransferTo third = new TransferTo.Number(number);
        sim.then(() -> sim.house.execute(new CallCommand.Join(call, by.id(), third)));
    }

    /** Who redirects says where to, and not who pays. */
    @Test
    void oneThatIsSentOnIsPutDownToWhoCalls() {
        anna(atMost(1), Map.of("a", "+49301"), null);
        FakeLeg caller = sim.call("1001", "1002");
        sim.then(() -> sim.leg("1002").redirects(new Redirect("01", false)));
        assertEquals("+49301", trunks.leg("a/01").request().orElseThrow().caller().number());
        assertEquals(1, trunks.legs().size(), "the second trunk is for when the first fails");
        assertEquals(Reason.FORBIDDEN, why(sim.call("1001", "02")).reason());
        sim.then(() -> trunks.leg("a/01").end(DisconnectCause.of(Reason.UNAVAILABLE, "full")));
        assertTrue(!trunks.leg("b/01").ended(), "in the place of the first");
        sim.then(() -> caller.end(Reason.NORMAL));
        FakeLeg next = sim.call("1001", "03");
        assertTrue(!next.ended(), "there is room again");
        sim.then(() -> next.end(Reason.NORMAL));
    }

    @Test
    void oneThatIsSentOnMayGoWhereItsCallerMay() {
        anna(not("0900"), Map.of(), null);
        FakeLeg caller = sim.call("1001", "1002");
        sim.then(() -> sim.leg("1002").redirects(new Redirect("0900123", false)));
        assertEquals(List.of(), trunks.legs());
        assertEquals(Reason.FORBIDDEN, why(caller).reason());
    }

    @ParameterizedTest
    @CsvSource({
        // whether callers from outside are shown, what is called, who a shows
        "true, 01, +331, Zoe",
        "false, 01, +49300, ''",
        "true, 001, +49300, Sales",
    })
    void whoIsShownOfACallFromOutside(boolean forwarded, String called, String shown, String name) {
        anna(CallLimits.NONE, Map.of(), Optional.of("+49300"), forwarded);
        FakeLeg caller = FakeLeg.incoming(sim.newLegId(), "trunk:b");
        CallOffer offer =
                new CallOffer(
                        Optional.empty(),
                        Optional.of("b"),
                        new Party("+331", "Zoe"),
                        called,
                        List.of("PCMU"));
        sim.then(() -> caller.attach(sim.house.offer(caller, offer)));
        Party seen = trunks.leg("a/" + called).request().orElseThrow().caller();
        assertEquals(new Party(shown, name), seen);
        sim.then(() -> caller.end(Reason.NORMAL));
    }

    @ParameterizedTest
    @CsvSource({
        // anna's number for a, trunk a's, device that calls, as a shows it
        "+49301, +49300, 1001, +49301",
        ", +49300, 1001, +49300",
        ", , 1001, 1001",
        "+49301, +49300, 1002, +49300",
        "+49301, , 1002, 1002",
    })
    void whoIsShown(String own, String ofTrunk, String device, String shown) {
        anna(CallLimits.NONE, own == null ? Map.of() : Map.of("a", own), ofTrunk);
        FakeLeg caller = sim.call(device, "01");
        assertEquals(shown, trunks.leg("a/01").request().orElseThrow().caller().number());
        sim.then(() -> trunks.leg("a/01").end(Reason.UNAVAILABLE));
        assertEquals(device, trunks.leg("b/01").request().orElseThrow().caller().number());
        sim.then(() -> caller.end(Reason.NORMAL));
    }
}
