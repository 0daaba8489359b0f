package org.patchbay.hub.internal.room;

import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;

/**
 * A member of a room.
 *
 * @param call which keeps the leg's signalling
 * @param taken its media is in the mix; before, the seat is only kept
 */
public record Seat(LegId leg, CallId call, String target, boolean taken) {
    Seat take() {
        return new Seat(leg, call, target, true);
    }
}
