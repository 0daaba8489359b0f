package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.patchbay.call.api.CallControl.DialOutcome;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;

/** What the plan of a dial says otherwise. */
class AppDialTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    /** Drives every call. */
    private record App(CallDriver driver) implements CallApp {
        @Override
        public String name() {
            return "driver";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            return CompletableFuture.completedFuture(new Decision.Drive(driver, "driver@1"));
        }
    }

    private FakeLeg drive(CallDriver driver) {
        sim.parts.add(new App(driver), "test");
        return sim.call("1001", "600");
    }

    private static Plan.Ring busyThen(Plan otherwise) {
        return new Plan.Ring(
                List.of(Target.parse("device:1002")),
                Plan.Strategy.ALL,
                Duration.ofSeconds(20),
                Map.of(Plan.Outcome.BUSY, otherwise),
                Optional.empty());
    }

    @Test
    void aDialRingsWhatItsPlanSaysOtherwise() {
        List<DialOutcome> outcomes = new ArrayList<>();
        Plan.Ring plan =
                busyThen(
                        Plan.Ring.all(
                                List.of(Target.parse("device:1003")), Duration.ofSeconds(20)));
        FakeLeg caller =
                drive(
                        call ->
                                call.dial(plan)
                                        .thenCompose(
                                                how -> {
                                                    outcomes.add(how);
                                                    return call.dial(plan);
                                                })
                                        .thenAccept(outcomes::add));
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        assertEquals(List.of(), outcomes);
        sim.then(sim.leg("1003")::accept);
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        sim.then(() -> sim.leg("1003").end(Reason.NORMAL));
        assertEquals(List.of(DialOutcome.ANSWERED), outcomes);
        sim.then(() -> sim.leg("1002").end(Reason.DECLINED));
        assertEquals(List.of(DialOutcome.ANSWERED, DialOutcome.DECLINED), outcomes);
        assertTrue(caller.ended());
    }

    @Test
    void aDialThatWouldGiveTheCallAwayIsRefused() {
        List<String> errors = new ArrayList<>();
        Plan.Ring plan = busyThen(busyThen(new Plan.JoinRoom("8001")));
        drive(
                call ->
                        call.dial(plan)
                                .handle(
                                        (how, error) -> {
                                            errors.add(error.getCause().getMessage());
                                            return null;
                                        }));
        assertTrue(
                errors.get(0).startsWith("dial.otherwise.BUSY.otherwise.BUSY: a dial can only"),
                errors::toString);
        assertEquals(List.of(), sim.devices.legs());
    }
}
