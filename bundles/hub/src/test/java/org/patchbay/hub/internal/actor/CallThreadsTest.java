package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.testkit.FakeLeg;

/** Where a call runs, and where its apps are asked. */
class CallThreadsTest {
    private final SimHouse sim = new SimHouse();

    /** Knows what it will do before it is asked. */
    private static final class Prompt implements CallApp {
        private final boolean returnsAtOnce;
        private int asked;

        Prompt(boolean returnsAtOnce) {
            this.returnsAtOnce = returnsAtOnce;
        }

        @Override
        public String name() {
            return returnsAtOnce ? "at-once" : "slow";
        }

        @Override
        public boolean returnsAtOnce() {
            return returnsAtOnce;
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            asked++;
            return CompletableFuture.completedFuture(new Decision.NotMine());
        }
    }

    @Test
    void onlyAnAppThatPromisesToReturnAtOnceIsAskedOnTheCallsThread() {
        SimHouse calls = new SimHouse(new SimExecutor(1), new SimExecutor(1));
        Prompt prompt = new Prompt(true);
        Prompt slow = new Prompt(false);
        calls.parts.add(prompt, "prompt");
        calls.parts.add(slow, "slow");
        calls.call("1001", "1002");
        assertEquals(1, prompt.asked + slow.asked, "the slow one waits for a thread for apps");
        assertEquals(0, slow.asked);
        calls.appThreads.settle();
        calls.threads.settle();
        assertEquals(1, slow.asked);
    }

    @Test
    void aCallRunsOnTheLaneOfTheLegThatBringsIt() {
        SimExecutor lane = new SimExecutor(1);
        FakeLeg leg = FakeLeg.incoming(sim.newLegId(), "device:1001").onLane(lane);
        sim.offer(leg, "1001", "1002");
        sim.threads.settle();
        assertEquals(0, sim.devices.legs().size());
        settle(lane);
        assertEquals(1, sim.devices.legs().size(), "1002 rings");
        leg.end(DisconnectCause.of(Reason.CANCELLED));
        settle(lane);
    }

    private void settle(SimExecutor lane) {
        do {
            sim.threads.settle();
        } while (lane.runOne());
    }
}
