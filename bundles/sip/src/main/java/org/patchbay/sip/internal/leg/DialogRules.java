package org.patchbay.sip.internal.leg;

import java.time.Duration;
import org.patchbay.sip.internal.dialog.SessionTimer;

/**
 * How patient a leg is with a far side that says nothing.
 *
 * @param session refreshes of the dialog
 * @param silence without RTP and RTCP; zero for ever
 * @param heldSilence the same where the far side need not send; zero for ever
 */
public record DialogRules(SessionTimer.Rules session, Duration silence, Duration heldSilence) {
    public static final DialogRules USUAL =
            new DialogRules(
                    SessionTimer.Rules.USUAL, Duration.ofSeconds(60), Duration.ofMinutes(30));
}
