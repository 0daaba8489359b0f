package org.patchbay.hub.internal.actor;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.route.RoomPins;
import org.patchbay.media.api.MixMember;

/** What a call sees of the rest of the house. Any thread may call. */
interface Neighbours {
    RoomPins pins();

    /** Asks for a seat; the guest is told whether it is kept. */
    void reserveSeat(String room, Guest guest);

    /** Why that one would get no seat there now; empty where it would. */
    CompletionStage<Optional<DisconnectCause>> refusesGuest(String room, String who);

    void takeSeat(String room, LegId leg, MixMember media);

    void holdSeat(String room, LegId leg, boolean held);

    void leaveRoom(String room, Guest guest, DisconnectCause cause);

    /** It hears that call or room from now on, or is told that it cannot. */
    void listen(CallId call, Ear ear);

    void listenNoMore(CallId call, LegId leg);

    /** A leg gets a call of its own; empty where the house is full. */
    Optional<CallActor> moveIn(LegSlot leg, Message.MovedIn moved);

    /** The leg belongs to that call from now on. */
    void arrived(LegId leg, CallActor call);

    /** It does not any more; nothing where it belongs to another by now. */
    void departed(LegId leg, CallActor call);

    /** The call that the leg belongs to. */
    Optional<CallActor> callOf(LegId leg);

    /** The call is over. */
    void vanished(CallActor call);

    /** A leg on its way into a room, and the call that it belongs to. */
    final class Guest {
        private final LegSlot slot;
        private final CallActor call;
        private final String who;
        private volatile boolean left;

        /**
         * @param who by which the room knows it again
         */
        Guest(LegSlot slot, CallActor call, String who) {
            this.slot = slot;
            this.call = call;
            this.who = who;
        }

        String who() {
            return who;
        }

        LegSlot slot() {
            return slot;
        }

        CallActor call() {
            return call;
        }

        /**
         * It has left, maybe before it came in: a room that closed sends its guests on to the next
         * one, where nobody would look for this one.
         */
        void leave() {
            left = true;
        }

        boolean left() {
            return left;
        }
    }
}
