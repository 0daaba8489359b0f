package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/**
 * What a call is about at the moment. Each is small, immutable, and hears only what the call itself
 * has not settled: never that the caller's leg ended but where it {@link #outlives} that, nor that
 * somebody outside hung up.
 */
sealed interface Activity
        permits Beginning,
                Originating,
                Routing,
                Ringing,
                Bridging,
                Talking,
                Transferring,
                TransferRouting,
                Joining,
                JoinRouting,
                ThreeWay,
                Handing,
                HandedOver,
                StandingIn,
                Seating,
                AskingPin,
                InRoom,
                ShownOut,
                Listening,
                Driving,
                Unattended,
                Awaiting,
                AwaitingApps,
                Ending,
                Gone {
    /** As {@link org.patchbay.call.api.CallSnapshot} names it. */
    String stateName();

    void on(Message message, Turn turn);

    /** Whether somebody else may take the seat of that leg, which is one of the call's. */
    default boolean givesSeat(LegId seat, Caller caller) {
        return false;
    }

    /** How that leg, which is up, would leave it; see {@link Moving}. */
    default Way way(LegId leg, Caller caller) {
        return new Way.None("it cannot be moved while the call is " + stateName());
    }

    /** One of those who talk is moved: whoever drives them lets go, and they talk by themselves. */
    default void letGo(Turn turn) {}

    /** A leg leaves by that; where nobody can be had there, it may come back. */
    default Verdict onTheWayBack(Verdict verdict) {
        return verdict;
    }

    /** Whether the apps that it began with may still be needed. */
    default boolean mayNeedApps() {
        return true;
    }

    /** Whether the call goes on where that leg, the caller's, ends. */
    default boolean outlives(LegId caller) {
        return false;
    }

    /** Whether keys that are pressed now are nobody else's business. */
    default boolean keysAreSecret() {
        return false;
    }

    /** The user whom legs that are dialled now are put down to; empty for nobody of the house. */
    default Optional<String> account(Facts facts) {
        return facts.user();
    }

    /** The call ends now: let go of what only this activity knows. */
    default void abandon(Turn turn) {}
}
