package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/**
 * Every leg was hung up; the call waits for them to say that they ended, but not for ever.
 *
 * @param by the leg whose far side hung up; empty where nobody did
 */
record Ending(DisconnectCause cause, Optional<LegId> by) implements Activity {
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
