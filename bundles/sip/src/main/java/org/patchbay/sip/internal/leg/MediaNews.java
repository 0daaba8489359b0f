package org.patchbay.sip.internal.leg;

import java.time.Duration;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.media.api.IcePaths;
import org.patchbay.media.api.MediaSessions;

/** What a media thread tells of a leg's session. */
record MediaNews(SipLeg leg) implements MediaSessions.Listener, IcePaths.Listener {
    @Override
    public void digit(char key, int durationMs) {
        leg.post(() -> leg.events().digit(key, durationMs));
    }

    @Override
    public void keyToSend(char key, int durationMs) {
        leg.post(() -> leg.inDialog().keys().send(key, durationMs));
    }

    @Override
    public void silent(int durationMs, boolean shouldSend) {
        Duration longest =
                shouldSend ? leg.house.rules().silence() : leg.house.rules().heldSilence();
        if (!longest.isZero() && durationMs >= longest.toMillis()) {
            leg.post(() -> lost(longest));
        }
    }

    @Override
    public void lost(String why) {
        leg.post(() -> leg.hangup(DisconnectCause.of(Reason.MEDIA_LOST, why)));
    }

    /** While it rings nobody needs to send: what counts is the time since the answer. */
    private void lost(Duration longest) {
        if (leg.isAnswered() && leg.answeredFor() >= longest.toNanos()) {
            String why = "no RTP and no RTCP for " + longest.toSeconds() + " s";
            leg.hangup(DisconnectCause.of(Reason.MEDIA_LOST, why));
        }
    }
}
