package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.testkit.FakeMedia;

/** Whoever reads an event later cannot ask the leg any more: it may be gone by then. */
class LegSlotTest {
    private static final CallId CALL = new CallId("call");
    private static final LegId ID = new LegId("leg");
    private static final Optional<MediaSessionSnapshot> MEDIA =
            Optional.of(FakeMedia.snapshot("PCMA/8000", ""));

    private final LegSlot slot = new LegSlot(ID, true, "device:1001", leg(), null);

    private static Leg leg() {
        LegSnapshot snapshot = new LegSnapshot(ID, true, "device:1001", "up", "", MEDIA);
        return (Leg)
                Proxy.newProxyInstance(
                        LegSlotTest.class.getClassLoader(),
                        new Class<?>[] {Leg.class},
                        (proxy, method, args) -> snapshot);
    }

    @Test
    void itsMediaIsToldWithItsAnswerItsChangesAndItsEnd() {
        assertEquals(
                new HouseEvent.LegAnswered(CALL, ID, MEDIA),
                slot.fill(new HouseEvent.LegAnswered(CALL, ID)));
        assertEquals(
                new HouseEvent.LegMediaChanged(CALL, ID, MEDIA),
                slot.fill(new HouseEvent.LegMediaChanged(CALL, ID)));
        DisconnectCause busy = DisconnectCause.of(Reason.BUSY);
        assertEquals(
                new HouseEvent.LegEnded(CALL, ID, busy, true, MEDIA),
                slot.fill(new HouseEvent.LegEnded(CALL, ID, busy, true, Optional.empty())));
    }

    @Test
    void otherEventsStayAsTheyAre() {
        HouseEvent.OfLeg rings = new HouseEvent.LegRinging(CALL, ID);
        assertSame(rings, slot.fill(rings));
    }
}
