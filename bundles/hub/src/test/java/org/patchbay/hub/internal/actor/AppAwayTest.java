package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;

/** A call comes in while apps are away; they are given ten seconds from their going. */
class AppAwayTest {
    private static final Plan BERT =
            Plan.Ring.all(List.of(Target.parse("device:1002")), Duration.ofSeconds(20));

    private final SimHouse sim = new SimHouse();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    /** Decides about numbers that begin with what it knows. */
    private final class App implements CallApp {
        private final String name;
        private final int rank;
        private final String knows;
        private final Plan plan;
        private CallView last;

        App(String name, int rank, String knows, Plan plan) {
            this.name = name;
            this.rank = rank;
            this.knows = knows;
            this.plan = plan;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            asked.add(name);
            last = call;
            return CompletableFuture.completedFuture(
                    call.called().startsWith(knows)
                            ? new Decision.Follow(plan, name, List.of())
                            : new Decision.NotMine());
        }
    }

    private App comes(App app) {
        sim.then(() -> sim.parts.add(app, "test"));
        return app;
    }

    private void stops(CallApp app) {
        sim.then(() -> sim.parts.stopped(app, 7));
    }

    private App office() {
        return new App("office", 0, "", new Plan.Reject(Reason.BUSY));
    }

    private void seconds(int seconds) {
        sim.advance(Duration.ofSeconds(seconds));
    }

    /** What a caller has got: the status that ended it, that somebody rings, or nothing yet. */
    private String got(FakeLeg caller) {
        return caller.ended()
                ? "" + caller.cause().get().sipCode()
                : sim.devices.legs().isEmpty() ? "waits" : "rings";
    }

    @ParameterizedTest(name = "{0} called after {1} s, app back after {2} s: {4} at {3} s")
    @CsvSource({
        "600,  0,  3,  3, 486", // by the app that is back
        "600,  9,  9,  9, 486",
        "102,  0,  3,  3, 486", // the default route would have known
        "102,  0, 99, 10, rings",
        "600,  0, 99, 10, 503",
        "600,  7, 99, 10, 503", // counted from the going
        "600, 10, 99, 10, 404", // not counted on any more
        "102, 10, 99, 10, rings",
    })
    void theCallWaitsForTheAppButNotForEver(
            String called, int calledAt, int backAt, int gotAt, String outcome) {
        stops(comes(office()));
        FakeLeg caller = null;
        for (int second = 0; second <= gotAt; second++) {
            if (second == calledAt) {
                caller = sim.offer("1001", called);
            }
            if (second == backAt) {
                comes(office());
            }
            sim.threads.settle();
            if (caller != null && second < gotAt) {
                assertEquals("waits", got(caller));
                assertEquals("ROUTING", sim.log.snapshot().calls().get(0).state());
            }
            if (second < gotAt) {
                seconds(1);
            }
        }
        assertEquals(outcome, got(caller));
    }

    @Test
    void aHouseThatNeverHadAppsDoesNotWait() {
        assertEquals("404", got(sim.call("1001", "600")));
    }

    @Test
    void anAppThatIsTakenAwayOnPurposeIsNotWaitedFor() {
        App office = comes(office());
        sim.then(() -> sim.parts.remove(office));
        assertEquals("404", got(sim.call("1001", "600")));
    }

    @Test
    void anAppThatCameBackAndWasTakenAwayThenIsNotWaitedFor() {
        stops(comes(office()));
        App again = comes(office());
        sim.then(() -> sim.parts.remove(again));
        assertEquals("404", got(sim.call("1001", "600")));
    }

    @Test
    void whereANewerInstanceIsThereNobodyIsAway() {
        App old = comes(office());
        comes(new App("office", 0, "7", BERT));
        stops(old);
        assertEquals("404", got(sim.call("1001", "600")));
    }

    @Test
    void anAppThatDecidesIsNotHeldUpByOneThatIsAway() {
        stops(comes(office()));
        comes(new App("desk", 0, "600", BERT));
        assertEquals("rings", got(sim.call("1001", "600")));
    }

    @Test
    void appsAreAskedByRankWhenAllAreBack() {
        App first = new App("first", 9, "600", BERT);
        App last = office();
        sim.parts.add(first, "test");
        sim.parts.add(last, "test");
        stops(first);
        stops(last);
        FakeLeg caller = sim.call("1001", "600");
        seconds(4);
        comes(office());
        assertEquals("waits", got(caller));
        comes(new App("first", 9, "600", BERT));
        assertEquals("rings", got(caller));
        assertEquals(List.of("first"), asked);
    }

    @Test
    void whoIsBackDecidesWhereAnotherIsNotInTime() {
        App lost = comes(new App("lost", 9, "7", BERT));
        App office = comes(office());
        stops(lost);
        stops(office);
        FakeLeg caller = sim.call("1001", "600");
        comes(office());
        seconds(9);
        assertEquals("waits", got(caller));
        seconds(1);
        assertEquals("486", got(caller));
    }

    @Test
    void theAppThatACallIsSentToIsWaitedForToo() {
        comes(new App("office", 0, "600", new Plan.RunApp("desk", Map.of("mood", "blue"))));
        App desk = comes(new App("desk", -1, "", BERT));
        stops(desk);
        FakeLeg caller = sim.call("1001", "600");
        assertEquals("waits", got(caller));
        seconds(5);
        App back = comes(new App("desk", -1, "", BERT));
        assertEquals("rings", got(caller));
        assertEquals("blue", back.last.request().get().arguments().get("mood"));
    }

    @Test
    void theAppThatACallIsSentToAndThatDoesNotComeBackIsUnavailable() {
        comes(new App("office", 0, "600", new Plan.RunApp("desk", Map.of())));
        stops(comes(new App("desk", -1, "", BERT)));
        FakeLeg caller = sim.call("1001", "600");
        seconds(10);
        assertEquals("503", got(caller));
    }

    @Test
    void anotherThatIsAwayIsNoReasonToWaitForTheOneThatRefuses() {
        App sender = new App("office", 0, "", new Plan.RunApp("desk", Map.of()));
        comes(sender);
        comes(new App("desk", -1, "7", BERT));
        stops(comes(new App("other", 0, "7", BERT)));
        assertEquals("500", got(sim.call("1001", "600")));
    }

    @Test
    void anAppThatStopsWhileItIsAskedIsAskedAgainWhenItIsBack() {
        CompletableFuture<Decision> decision = new CompletableFuture<>();
        CallApp old =
                new CallApp() {
                    @Override
                    public String name() {
                        return "office";
                    }

                    @Override
                    public CompletionStage<Decision> decide(CallView call) {
                        return decision;
                    }
                };
        sim.parts.add(old, "test");
        FakeLeg caller = sim.call("1001", "600");
        stops(old);
        sim.then(() -> decision.completeExceptionally(new IllegalStateException("closed")));
        assertEquals("waits", got(caller));
        comes(office());
        assertEquals("486", got(caller));
    }

    @Test
    void anAppThatGoesAgainAtOnceGivesACallNoMoreTime() {
        stops(comes(office()));
        FakeLeg caller = sim.call("1001", "600");
        seconds(8);
        App again = office();
        sim.parts.add(again, "test");
        sim.parts.stopped(again, 7);
        sim.threads.settle();
        seconds(1);
        assertEquals("waits", got(caller));
        seconds(1);
        assertEquals("503", got(caller));
    }

    @Test
    void nobodyWaitsForWhatWasUninstalled() {
        stops(comes(office()));
        FakeLeg waiting = sim.call("1001", "600");
        sim.then(() -> sim.parts.uninstalled(8));
        assertEquals("waits", got(waiting), "another bundle went");
        sim.then(() -> sim.parts.uninstalled(7));
        assertEquals("404", got(waiting));
        assertEquals("404", got(sim.call("1002", "600")));
    }

    @Test
    void theCallerMayLeaveWhileTheCallWaits() {
        stops(comes(office()));
        FakeLeg caller = sim.call("1001", "600");
        sim.then(() -> caller.end(Reason.CANCELLED));
        assertEquals(0, sim.house.callsUp());
        comes(office());
        assertEquals(List.of(), asked);
        assertFalse(caller.wasTold("answer"));
    }

    @Test
    void aCallMadeByCommandWaitsAsWell() {
        stops(comes(office()));
        sim.house.execute(new CallCommand.Originate(Target.parse("device:1001"), "600"));
        sim.threads.settle();
        sim.then(sim.leg("1001")::accept);
        assertEquals("ROUTING", sim.log.snapshot().calls().get(0).state());
        comes(new App("office", 0, "600", BERT));
        assertEquals(2, sim.devices.legs().size());
    }
}
