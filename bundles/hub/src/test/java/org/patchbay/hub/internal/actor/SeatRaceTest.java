package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.TransferTo;
import org.patchbay.testkit.FakeLeg;

/** A leg is offered for a seat, and something else happens before anybody has decided. */
class SeatRaceTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    /** The transfer is asked for, and the offer is on its way to the second call. */
    private static FakeLeg[] offered(SimHouse sim) {
        FakeLeg first = sim.call("1001", "102");
        FakeLeg by = sim.leg("1002");
        sim.then(by::accept);
        FakeLeg second = sim.call("1003", "104");
        FakeLeg consults = sim.leg("1004");
        sim.then(consults::accept);
        by.asksTransfer(new TransferTo.SeatOf(consults.id()));
        sim.threads.runOne();
        return new FakeLeg[] {first, by, second, consults};
    }

    private static void endsEmpty(SimHouse sim) {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
        assertEquals(0, sim.house.legsUp());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoStaysHangsUp(long seed) {
        SimHouse sim = new SimHouse(seed);
        FakeLeg[] legs = offered(sim);
        sim.then(() -> legs[0].end(Reason.NORMAL));
        assertTrue(
                sim.log.snapshot().calls().stream()
                        .flatMap(call -> call.legs().stream())
                        .noneMatch(leg -> leg.id().equals(legs[0].id())),
                "no call has a leg that has ended");
        assertTrue(legs[1].ended());
        assertEquals(legs[3].ended(), legs[2].ended(), "the second call is whole, or over");
        endsEmpty(sim);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFirstCallIsHungUp(long seed) {
        SimHouse sim = new SimHouse(seed);
        FakeLeg[] legs = offered(sim);
        legs[0].endsLater();
        CallId call = sim.log.snapshot().calls().get(0).id();
        sim.then(() -> sim.house.execute(new CallCommand.Hangup(call, Optional.empty())));
        sim.then(() -> legs[2].end(Reason.NORMAL));
        long hangups = legs[0].told().stream().filter(t -> t.startsWith("hangup")).count();
        assertEquals(1, hangups, legs[0]::toString);
        sim.then(() -> legs[0].end(Reason.NORMAL));
        endsEmpty(sim);
    }
}
