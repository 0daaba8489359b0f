package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeLegProvider;

/** A phone in a browser stands for its user. */
class BrowserCallTest {
    private final SimHouse sim = new SimHouse();
    private final FakeLegProvider browsers = new FakeLegProvider("browser");
    private final List<CallView> seen = new ArrayList<>();

    @BeforeEach
    void open() {
        sim.parts.add(browsers, "fake");
        sim.parts.add(
                new CallApp() {
                    @Override
                    public String name() {
                        return "looker";
                    }

                    @Override
                    public int rank() {
                        return 9;
                    }

                    @Override
                    public CompletionStage<Decision> decide(CallView call) {
                        seen.add(call);
                        return CompletableFuture.completedFuture(new Decision.NotMine());
                    }
                },
                "fake");
    }

    @AfterEach
    void endsEmpty() {
        sim.endsEmpty();
    }

    private FakeLeg calls(String user, Optional<String> device, String number) {
        FakeLeg leg = FakeLeg.incoming(sim.newLegId(), "browser:" + user);
        CallOffer offer =
                new CallOffer(
                        device,
                        Optional.empty(),
                        new Party("101", "User 1"),
                        number,
                        List.of("opus"),
                        Optional.empty(),
                        Passage.FIRST,
                        Optional.of(user));
        leg.attach(sim.house.offer(leg, offer));
        sim.threads.settle();
        return leg;
    }

    @Test
    void aPageThatCallsIsItsUser() {
        FakeLeg caller = calls("u1", Optional.of("1001"), "102");
        assertEquals(Optional.of("u1"), seen.get(0).user());
        assertEquals(Optional.of("1001"), seen.get(0).device());
        assertEquals("browser:u1", sim.events(HouseEvent.LegAdded.class).get(0).target());
        sim.then(sim.leg("1002")::accept);
        sim.then(() -> caller.end(Reason.NORMAL));
    }

    @Test
    void oneWithoutADeviceIsItsUserAllTheSame() {
        FakeLeg caller = calls("u1", Optional.empty(), "102");
        assertEquals(Optional.of("u1"), seen.get(0).user());
        assertEquals(Optional.empty(), seen.get(0).device());
        sim.then(() -> caller.end(Reason.NORMAL));
    }

    @Test
    void aCallMadeForAPageIsItsUsers() {
        sim.house.execute(new CallCommand.Originate(Target.parse("browser:u1"), "102"));
        sim.threads.settle();
        FakeLeg page = browsers.leg("u1");
        assertTrue(page.request().orElseThrow().asked());
        assertEquals("102", page.request().orElseThrow().caller().number());
        sim.then(page::accept);
        assertEquals(Optional.of("u1"), seen.get(0).user());
        assertEquals(Optional.of("1001"), seen.get(0).device());
        assertEquals("101", sim.leg("1002").request().orElseThrow().caller().number());
        assertFalse(sim.leg("1002").request().orElseThrow().asked());
        sim.then(() -> page.end(Reason.NORMAL));
    }

    @Test
    void whatAPageGivesAwayIsDialledAsItsUser() {
        FakeLeg caller = sim.call("1002", "101");
        sim.then(() -> caller.end(Reason.NORMAL));
        sim.house.execute(new CallCommand.Originate(Target.parse("browser:u1#a1"), "102"));
        sim.threads.settle();
        FakeLeg page = browsers.leg("u1#a1");
        sim.then(page::accept);
        sim.then(sim.leg("1002")::accept);
        seen.clear();
        sim.then(() -> page.asksTransfer(new TransferTo.Number("103")));
        assertEquals(Optional.of("u1"), seen.get(0).user());
        sim.then(sim.leg("1003")::accept);
        sim.then(() -> sim.leg("1003").end(Reason.NORMAL));
    }

    /** First to answer wins, in every order; what else rings stops as answered elsewhere. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUserRingsOnPhonesAndPages(boolean pageAnswers) {
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg phone = sim.leg("1002");
        FakeLeg page = browsers.leg("u2");
        sim.then(page::ringing);
        sim.then((pageAnswers ? page : phone)::accept);
        assertEquals(
                Reason.ANSWERED_ELSEWHERE, (pageAnswers ? phone : page).cause().get().reason());
        assertEquals(1, sim.media.openMixes().size());
        sim.then(() -> caller.end(Reason.NORMAL));
    }

    @Test
    void aUserWithoutAPhoneIsReachedByItsPagesAlone() {
        FakeLeg caller = sim.call("1001", "130");
        FakeLeg page = browsers.leg("pages");
        sim.then(page::accept);
        sim.then(() -> caller.end(Reason.NORMAL));
        assertTrue(page.ended());
    }

    @Test
    void aPageThatIsClosedIsNotMissed() {
        browsers.unreachable(new Target("browser", "u2"));
        browsers.unreachable(new Target("browser", "pages"));
        FakeLeg caller = sim.call("1001", "102");
        assertEquals(List.of(), browsers.legs());
        sim.then(() -> caller.end(Reason.NORMAL));
        assertEquals(List.of("hangup NOT_REGISTERED"), sim.call("1001", "130").told());
        assertEquals(List.of(), sim.events(HouseEvent.PlanBroken.class));
    }

    @Test
    void whoCallsItselfDoesNotRingOnItsPages() {
        assertEquals(List.of("hangup BUSY"), sim.call("1001", "101").told());
        assertEquals(List.of(), browsers.legs());
    }
}
