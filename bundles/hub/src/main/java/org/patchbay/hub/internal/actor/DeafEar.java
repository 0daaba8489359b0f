package org.patchbay.hub.internal.actor;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.Redirect;

/** For a leg that was never let in. */
final class DeafEar implements LegEvents {
    static DeafEar refuse(Leg leg, Executor calls) {
        DisconnectCause cause = DisconnectCause.of(Reason.UNAVAILABLE);
        try {
            calls.execute(() -> leg.hangup(cause));
        } catch (RejectedExecutionException threadsAreGone) {
            leg.hangup(cause);
        }
        return new DeafEar();
    }

    @Override
    public void redirected(Redirect to) {}

    @Override
    public void ringing() {}

    @Override
    public void earlyMedia() {}

    @Override
    public void answered() {}

    @Override
    public void held(boolean held) {}

    @Override
    public void digit(char key, int durationMs) {}

    @Override
    public void mediaChanged() {}

    @Override
    public void ended(DisconnectCause cause) {}
}
