package org.patchbay.hub.internal.call;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.hub.internal.message.Message;

/** The leg that this call was about belongs to another one: there is nothing left to do. */
record HandedOver() implements Activity {
    static final DisconnectCause CAUSE = DisconnectCause.of(Reason.NORMAL, "in another call now");

    @Override
    public String stateName() {
        return "TRANSFERRING";
    }

    @Override
    public void on(Message message, Turn turn) {}
}
