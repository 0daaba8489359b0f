package org.patchbay.hub.internal.actor;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.media.api.MixMember;

/**
 * A leg that hears another call, and the call that it belongs to.
 *
 * @param call its own, which has nothing else to do
 */
record Ear(LegSlot slot, CallActor call, MixMember media) {
    LegId leg() {
        return slot.id();
    }

    /** There is nothing to be heard, or not any more. Any thread. */
    void deaf(DisconnectCause cause) {
        call.post(new Message.NothingHeard(cause));
    }
}
