package org.patchbay.hub.internal.actor;

import java.util.Optional;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;

/** A leg beside what the hub knows of it. */
record LegSlot(LegId id, boolean incoming, String target, Leg leg, LegPost post) {
    /** As the leg sees itself; a leg that cannot say is shown without. Any thread may call. */
    LegSnapshot develop() {
        try {
            return leg.snapshot();
        } catch (RuntimeException | LinkageError e) {
            return new LegSnapshot(id, incoming, target, "unknown", "", Optional.empty());
        }
    }

    /** How its media fared until its end. */
    HouseEvent.LegEnded fill(HouseEvent.LegEnded ended) {
        return new HouseEvent.LegEnded(
                ended.call(), ended.leg(), ended.cause(), ended.farSide(), develop().media());
    }
}
