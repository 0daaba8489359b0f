package org.patchbay.hub.internal.room;

import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;

/** What a room wants done. */
public sealed interface RoomEffect {
    /** The seat is kept for that call. */
    record Keep(LegId leg) implements RoomEffect {}

    record Refuse(LegId leg, DisconnectCause cause) implements RoomEffect {}

    /** This room is over: the guest must look for a new one of that number. */
    record SendOn(RoomMessage.Reserve guest) implements RoomEffect {}

    record Join(LegId leg) implements RoomEffect {}

    record Part(LegId leg) implements RoomEffect {}

    /** Whoever is in the mix, is heard or not. */
    record Mute(LegId leg, boolean muted) implements RoomEffect {}

    /** Say by a tone that somebody came, or went. */
    record Chime(boolean came) implements RoomEffect {}

    /** Ask the member's own call to end. */
    record HangupMember(CallId call, LegId leg, DisconnectCause cause) implements RoomEffect {}

    /** Tell its call that it has no seat any more. */
    record SendOut(LegId leg, DisconnectCause cause) implements RoomEffect {}

    record Publish(HouseEvent event) implements RoomEffect {}

    record Vanish() implements RoomEffect {}
}
