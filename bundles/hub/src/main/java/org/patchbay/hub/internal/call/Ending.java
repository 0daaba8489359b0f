package org.patchbay.hub.internal.call;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/** Every leg was hung up; the call waits for them to say that they ended, but not for ever. */
record Ending(DisconnectCause cause) implements Activity {
    @Override
    public String stateName() {
        return "ENDED";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Fired fired && fired.timer().equals(TimerId.LINGER)) {
            turn.forgetLegs();
        }
    }
}
