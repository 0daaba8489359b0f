package org.patchbay.hub.internal.actor;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Newcomer;

/**
 * A leg on its way from its call to a seat in another one, which decides. Both have it on their
 * lists until the first hears the answer; what it says meanwhile comes to one of them, and the
 * first passes on what still comes to it.
 */
final class SeatOffer {
    private final CallActor from;
    private final LegSlot slot;
    private final LegId seat;
    private final Newcomer newcomer;

    /** Whose the leg is: of the first until another takes it; empty where it was withdrawn. */
    private final AtomicReference<Optional<CallActor>> owner;

    SeatOffer(CallActor from, LegSlot slot, LegId seat, Newcomer newcomer) {
        this.from = from;
        this.slot = slot;
        this.seat = seat;
        this.newcomer = newcomer;
        owner = new AtomicReference<>(Optional.of(from));
    }

    LegId seat() {
        return seat;
    }

    LegSlot slot() {
        return slot;
    }

    Newcomer newcomer() {
        return newcomer;
    }

    /** The call that offers it ends; too late where it is taken. Any thread, as the next two. */
    void withdraw() {
        change(Optional.empty());
    }

    /** False where it was withdrawn. */
    boolean take(CallActor by) {
        return change(Optional.of(by));
    }

    private boolean change(Optional<CallActor> next) {
        Optional<CallActor> before = owner.get();
        return before.filter(from::equals).isPresent() && owner.compareAndSet(before, next);
    }

    Optional<CallActor> taker() {
        return owner.get().filter(call -> call != from);
    }

    void refuse(DisconnectCause cause) {
        from.post(new Message.NotTaken(cause));
    }

    /** Nobody is there to be asked. */
    void lost() {
        refuse(DisconnectCause.of(Reason.NOT_FOUND));
    }

    /** The other call has it. */
    void taken(CallActor by) {
        from.handedOver(slot.id(), seat, by);
    }
}
