package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
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
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Plan.Outcome;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeLegProvider;

/** Which branch of a plan a call takes. */
class PlanBranchesTest {
    private final SimHouse sim = new SimHouse();
    private final FakeLegProvider trunks = new FakeLegProvider("trunk");
    private final FakeLegProvider browsers = new FakeLegProvider("browser");

    PlanBranchesTest() {
        sim.parts.add(trunks, "fake");
        sim.parts.add(browsers, "fake");
    }

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    private static Plan.Ring ring(Plan.Strategy how, Map<Outcome, Plan> otherwise, String... whom) {
        List<Target> targets = java.util.Arrays.stream(whom).map(Target::parse).toList();
        return new Plan.Ring(targets, how, Duration.ofSeconds(20), otherwise, Optional.empty());
    }

    private static Plan.Ring ring(String... whom) {
        return ring(Plan.Strategy.ALL, Map.of(), whom);
    }

    private static Plan.RunApp app(String name, Map<Outcome, Plan> otherwise) {
        return new Plan.RunApp(name, Map.of(), otherwise);
    }

    /** A call that is decided by that plan. */
    private FakeLeg follow(Plan plan) {
        decides("plan", new Decision.Follow(plan, "plan@1", List.of()));
        return sim.call("1001", "x");
    }

    /** An app that says that about calls that are sent to it, or to nobody. */
    private void decides(String name, Decision decision) {
        sim.parts.add(
                new CallApp() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public CompletionStage<Decision> decide(CallView call) {
                        return CompletableFuture.completedFuture(decision);
                    }
                },
                "test");
    }

    private String state() {
        return sim.log.snapshot().calls().get(0).state();
    }

    private List<String> broken() {
        return sim.events(HouseEvent.PlanBroken.class).stream()
                .map(HouseEvent.PlanBroken::problem)
                .toList();
    }

    /** Each outcome leads to somebody else. */
    private static Map<Outcome, Plan> everybody() {
        Map<Outcome, Plan> plans = new EnumMap<>(Outcome.class);
        plans.put(Outcome.NO_ANSWER, ring("browser:noAnswer"));
        plans.put(Outcome.BUSY, ring("browser:busy"));
        plans.put(Outcome.DECLINED, ring("browser:declined"));
        plans.put(Outcome.UNREACHABLE, ring("browser:unreachable"));
        plans.put(Outcome.FAILED, ring("browser:failed"));
        return plans;
    }

    private void leadsTo(String branch) {
        assertEquals(
                List.of("browser:" + branch),
                browsers.legs().stream().map(leg -> leg.snapshot().target()).toList());
        sim.then(browsers.leg(branch)::accept);
        assertEquals("TALKING", state());
    }

    @ParameterizedTest
    @CsvSource({
        "486, busy",
        "600, busy",
        "603, declined",
        "480, noAnswer",
        "487, noAnswer",
        "408, unreachable",
        "504, unreachable",
        "404, unreachable",
        "410, unreachable",
        "503, unreachable",
        "488, failed",
        "403, failed",
        "500, failed",
        "400, failed",
        "482, failed"
    })
    void whatAPhoneSaysAtOnce(int status, String branch) {
        follow(ring(Plan.Strategy.ALL, everybody(), "device:1002"));
        sim.then(() -> sim.leg("1002").end(DisconnectCause.ofSip(status, "")));
        leadsTo(branch);
    }

    @ParameterizedTest
    @CsvSource({"486, busy", "603, declined", "480, noAnswer", "408, noAnswer", "504, noAnswer"})
    void whatAPhoneSaysAfterItRang(int status, String branch) {
        follow(ring(Plan.Strategy.ALL, everybody(), "device:1002"));
        sim.then(sim.leg("1002")::ringing);
        sim.then(() -> sim.leg("1002").end(DisconnectCause.ofSip(status, "")));
        leadsTo(branch);
    }

    @Test
    void whoRingsForTooLong() {
        follow(ring(Plan.Strategy.ALL, everybody(), "device:1002"));
        sim.then(sim.leg("1002")::ringing);
        sim.advance(Duration.ofSeconds(20));
        assertTrue(sim.leg("1002").ended());
        leadsTo("noAnswer");
    }

    @Test
    void whoIsNotRegistered() {
        sim.devices.unreachable(Target.parse("device:1002"));
        follow(ring(Plan.Strategy.ALL, everybody(), "device:1002"));
        leadsTo("unreachable");
        assertEquals(List.of(), broken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:ana", "group:sails", "pager:hall"})
    void whomNobodyKnowsIsNamed(String target) {
        follow(ring(Plan.Strategy.ALL, everybody(), target));
        leadsTo("unreachable");
        assertEquals(1, broken().size());
        String named = target.startsWith("pager") ? "'pager:'" : "'" + target.split(":")[1] + "'";
        assertTrue(broken().get(0).contains(named), broken().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"device:1002", "device:1003", "trunk:acme/4930", "browser:anna"})
    void theFirstAnswerWinsOfAllKinds(String winner) {
        browsers.unreachable(Target.parse("browser:u2")).unreachable(Target.parse("browser:u3"));
        follow(ring("device:1002", "group:all", "trunk:acme/4930", "browser:anna"));
        List<FakeLeg> all =
                java.util.stream.Stream.of(sim.devices, trunks, browsers)
                        .flatMap(provider -> provider.legs().stream())
                        .toList();
        assertEquals(4, all.size());
        for (FakeLeg leg : all) {
            if (leg.snapshot().target().equals(winner)) {
                sim.then(leg::accept);
            }
        }
        for (FakeLeg leg : all) {
            boolean won = leg.snapshot().target().equals(winner);
            assertEquals(
                    won ? List.of() : List.of("hangup ANSWERED_ELSEWHERE"),
                    leg.told(),
                    leg.snapshot().target());
        }
        assertEquals("TALKING", state());
    }

    @Test
    void allKindsInOrder() {
        follow(ring(Plan.Strategy.ORDER, Map.of(), "device:1002", "trunk:a/4930", "browser:anna"));
        assertEquals(List.of(), trunks.legs());
        sim.advance(Duration.ofSeconds(20));
        assertTrue(sim.leg("1002").ended());
        sim.then(() -> trunks.leg("a/4930").end(Reason.BUSY));
        sim.then(browsers.leg("anna")::accept);
        assertEquals("TALKING", state());
    }

    @Test
    void anAppThatIsNotInstalledIsNamedAndThePlanGoesOn() {
        follow(app("voicemail", everybody()));
        leadsTo("unreachable");
        assertEquals(List.of("no app 'voicemail' is installed"), broken());
    }

    @Test
    void anAppThatDoesNotTakeTheCallIsNamedAndThePlanGoesOn() {
        decides("ivr", new Decision.NotMine());
        follow(app("ivr", everybody()));
        leadsTo("failed");
        assertEquals(List.of("app 'ivr' did not take the call"), broken());
    }

    @Test
    void withoutAnotherBranchTheCallerHearsOfIt() {
        FakeLeg caller = follow(app("voicemail", Map.of(Outcome.FAILED, ring("device:1002"))));
        assertEquals(
                Optional.of(
                        DisconnectCause.of(Reason.UNAVAILABLE, "no app 'voicemail' is installed")),
                caller.cause());
        assertEquals(List.of("no app 'voicemail' is installed"), broken());
    }

    @Test
    void branchesOfBranches() {
        Plan box = app("voicemail", Map.of(Outcome.UNREACHABLE, ring("device:1003")));
        follow(ring(Plan.Strategy.ALL, Map.of(Outcome.BUSY, box), "device:1002"));
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", state());
        assertEquals(List.of("no app 'voicemail' is installed"), broken());
    }

    @Test
    void aPlanWhoseBranchIsNoneIsNotBegun() {
        Plan nowhere = app("voicemail", Map.of(Outcome.UNREACHABLE, new Plan.JoinRoom(" ")));
        FakeLeg caller = follow(nowhere);
        assertEquals(Reason.SERVER_ERROR, caller.cause().orElseThrow().reason());
        assertFalse(broken().contains("no app 'voicemail' is installed"));
    }
}
