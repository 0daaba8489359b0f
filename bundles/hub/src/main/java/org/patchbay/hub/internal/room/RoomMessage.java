package org.patchbay.hub.internal.room;

import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;

/** Everything that can be told to a room. */
public sealed interface RoomMessage {
    /**
     * @param who by which it is known again
     */
    record Reserve(LegId leg, CallId call, String target, String who) implements RoomMessage {}

    /** Whoever reserved has left before the room heard of it. */
    record NobodyCame() implements RoomMessage {}

    record Take(LegId leg) implements RoomMessage {}

    /** That member holds, or talks again. */
    record Hold(LegId leg, boolean held) implements RoomMessage {}

    /** That member shall not be heard, or be heard again. */
    record Mute(LegId leg, boolean muted) implements RoomMessage {}

    /** That member shall go, and not come back at once. */
    record Kick(LegId leg) implements RoomMessage {}

    /** Nobody else shall get in, or everybody again. */
    record Lock(boolean locked) implements RoomMessage {}

    record Leave(LegId leg, DisconnectCause cause) implements RoomMessage {}

    /** Everybody, or one, shall go. */
    record HangupAsked(Optional<LegId> leg, DisconnectCause cause) implements RoomMessage {}
}
