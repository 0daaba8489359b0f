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

    /** An event about this leg, with its media as it is now where the event has a place for it. */
    HouseEvent fill(HouseEvent.OfLeg event) {
        if (event instanceof HouseEvent.LegAnswered answered) {
            return new HouseEvent.LegAnswered(answered.call(), answered.leg(), develop().media());
        }
        if (event instanceof HouseEvent.LegMediaChanged changed) {
            return new HouseEvent.LegMediaChanged(changed.call(), changed.leg(), develop().media());
        }
        return event instanceof HouseEvent.LegEnded ended
                ? new HouseEvent.LegEnded(
                        ended.call(),
                        ended.leg(),
                        ended.cause(),
                        ended.farSide(),
                        develop().media())
                : event;
    }
}
