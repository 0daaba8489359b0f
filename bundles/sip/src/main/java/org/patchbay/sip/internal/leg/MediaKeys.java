package org.patchbay.sip.internal.leg;

import org.patchbay.media.api.MediaSessions;

/** Keys of the peer, and those that are to go to it by INFO, come from a media thread. */
record MediaKeys(SipLeg leg) implements MediaSessions.Listener {
    @Override
    public void digit(char key, int durationMs) {
        leg.post(() -> leg.events().digit(key, durationMs));
    }

    @Override
    public void keyToSend(char key, int durationMs) {
        leg.post(() -> leg.inDialog().keys().send(key, durationMs));
    }
}
