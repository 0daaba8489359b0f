package org.patchbay.hub.internal.room;

import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;

/**
 * A member of a room.
 *
 * @param call which keeps the leg's signalling
 * @param who by which it is known again
 * @param taken its media is in the mix; before, the seat is only kept
 * @param holds it is away: whatever its phone plays meanwhile is no business of the room
 * @param muted it hears and is not heard
 */
public record Seat(
        LegId leg,
        CallId call,
        String target,
        String who,
        boolean taken,
        boolean holds,
        boolean muted) {
    static Seat keptFor(RoomMessage.Reserve guest) {
        return new Seat(
                guest.leg(), guest.call(), guest.target(), guest.who(), false, false, false);
    }

    Seat take() {
        return new Seat(leg, call, target, who, true, holds, muted);
    }

    Seat hold(boolean held) {
        return new Seat(leg, call, target, who, taken, held, muted);
    }

    Seat mute(boolean isMuted) {
        return new Seat(leg, call, target, who, taken, holds, isMuted);
    }

    boolean isIn() {
        return taken && !holds;
    }
}
