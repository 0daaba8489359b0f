package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.testkit.FakeLeg;

/** What a call carries from the leg that it came by to those that it dials. */
class PassageTest {
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

    private Passage passage() {
        Passage passage = sim.leg("1002").request().orElseThrow().passage();
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        return passage;
    }

    @Test
    void whatItBroughtGoesOn() {
        Passage first = new Passage("s1", 12, 1);
        offer("device:1001", Optional.of("1001"), Optional.empty(), first);
        assertEquals(first, passage());
        Passage second = new Passage("s2", 3, 0);
        offer("trunk:acme", Optional.empty(), Optional.of("acme"), second);
        assertEquals(second, passage());
    }
}
