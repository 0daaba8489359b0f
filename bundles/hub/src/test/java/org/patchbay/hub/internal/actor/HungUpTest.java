package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.testkit.FakeLeg;

/** The events of the end say who ended it. */
class HungUpTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    private FakeLeg talking(String called) {
        FakeLeg caller = sim.call("1001", called);
        sim.then(sim.leg("1002")::accept);
        return caller;
    }

    private Optional<LegId> by() {
        List<HouseEvent.CallEnded> ended = sim.events(HouseEvent.CallEnded.class);
        assertEquals(1, ended.size());
        return ended.get(0).by();
    }

    private boolean farSide(FakeLeg leg) {
        List<HouseEvent.LegEnded> ended =
                sim.events(HouseEvent.LegEnded.class).stream()
                        .filter(e -> e.leg().equals(leg.id()))
                        .toList();
        assertEquals(1, ended.size());
        return ended.get(0).farSide();
    }

    @Test
    void theCaller() {
        FakeLeg caller = talking("102");
        sim.then(() -> caller.end(Reason.NORMAL));
        assertEquals(Optional.of(caller.id()), by());
        assertTrue(farSide(caller) && !farSide(sim.leg("1002")));
    }

    @Test
    void theOneWhoWasCalled() {
        FakeLeg caller = talking("102");
        sim.then(() -> sim.leg("1002").end(Reason.NORMAL));
        assertEquals(Optional.of(sim.leg("1002").id()), by());
        assertTrue(!farSide(caller) && farSide(sim.leg("1002")));
    }

    @Test
    void theLastWhoDeclined() {
        sim.call("1001", "200");
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        sim.then(() -> sim.leg("1003").end(Reason.BUSY));
        assertEquals(Optional.of(sim.leg("1003").id()), by());
    }

    /** That somebody declined before is not why it ended. */
    @Test
    void nobodyWhereTimeRanOut() {
        sim.call("1001", "200");
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        sim.advance(Duration.ofSeconds(61));
        assertEquals(Optional.empty(), by());
        assertTrue(!farSide(sim.leg("1003")));
    }

    /** It says that it ended because we hung it up. */
    @Test
    void nobodyWhereOneLegWasHungUpByCommand() {
        talking("102");
        sim.then(
                () ->
                        sim.house.execute(
                                new CallCommand.Hangup(
                                        sim.log.snapshot().calls().get(0).id(),
                                        Optional.of(sim.leg("1002").id()))));
        assertEquals(Optional.empty(), by());
        assertTrue(!farSide(sim.leg("1002")));
    }

    @Test
    void nobodyWhereItWasCommanded() {
        FakeLeg caller = talking("102");
        sim.then(
                () ->
                        sim.house.execute(
                                new CallCommand.Hangup(
                                        sim.log.snapshot().calls().get(0).id(), Optional.empty())));
        assertEquals(Optional.empty(), by());
        assertTrue(!farSide(caller));
    }
}
