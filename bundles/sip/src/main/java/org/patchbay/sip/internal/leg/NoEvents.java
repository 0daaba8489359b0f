package org.patchbay.sip.internal.leg;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.Redirect;

/** Nobody listens: before the hub knows the leg, and after its end was told. */
final class NoEvents implements LegEvents {
    static final LegEvents INSTANCE = new NoEvents();

    private NoEvents() {}

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
    public void redirected(Redirect to) {}

    @Override
    public void ended(DisconnectCause cause) {}
}
