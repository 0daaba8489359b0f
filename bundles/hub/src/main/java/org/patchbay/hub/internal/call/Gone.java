package org.patchbay.hub.internal.call;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.hub.internal.message.Message;

/** Over. Whatever is still said is not heard. */
record Gone(DisconnectCause cause) implements Activity {
    @Override
    public String stateName() {
        return "ENDED";
    }

    @Override
    public void on(Message message, Turn turn) {}
}
