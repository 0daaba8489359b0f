package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Origin;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.testkit.FakeLeg;

/** What those who are dialled are told of where the call comes from. */
class OriginTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.endsEmpty();
    }

    private void offer(String from, Optional<String> device, Optional<String> trunk, Passage way) {
        FakeLeg leg = FakeLeg.incoming(sim.newLegId(), from);
        CallOffer offer = new CallOffer(device, trunk, new Party("1", ""), "102", List.of());
        leg.attach(sim.house.offer(leg, offer.by(way)));
        sim.threads.settle();
    }

    private Origin origin() {
        Origin origin = sim.leg("1002").request().orElseThrow().origin();
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        return origin;
    }

    @Test
    void whoseCallItIsAndWhatItBrought() {
        Passage first = new Passage("s1", 12, 1);
        offer("device:1001", Optional.of("1001"), Optional.empty(), first);
        assertEquals(new Origin(Optional.of("u1"), Optional.empty(), first), origin());
        Passage second = new Passage("s2", 3, 0);
        offer("trunk:acme", Optional.empty(), Optional.of("acme"), second);
        assertEquals(new Origin(Optional.empty(), Optional.of("acme"), second), origin());
    }
}
