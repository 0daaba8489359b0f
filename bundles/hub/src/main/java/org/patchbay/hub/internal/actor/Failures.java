package org.patchbay.hub.internal.actor;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/** What a call is told where an effect could not be carried out. */
final class Failures {
    private Failures() {}

    /** Empty where the call goes on without. */
    static Optional<Message> of(Effect effect, DisconnectCause cause) {
        if (effect instanceof Effect.HangupLeg hangup) {
            return Optional.of(new Message.Ended(hangup.leg(), cause));
        }
        if (effect instanceof Effect.OpenCaller) {
            return Optional.of(new Message.CallerOpened(Optional.of(cause)));
        }
        if (effect instanceof Effect.AnswerCaller) {
            return Optional.of(new Message.CallerAnswered(Optional.of(cause)));
        }
        if (effect instanceof Effect.AskApps ask) {
            return Optional.of(new Message.Decided(ask.ask(), new Verdict.Nobody(cause)));
        }
        if (effect instanceof Effect.TryPlan look) {
            return Optional.of(new Message.Tried(look.ask(), Optional.of(cause)));
        }
        return isExtra(effect) ? Optional.empty() : Optional.of(new Message.Trouble(cause));
    }

    private static boolean isExtra(Effect effect) {
        return effect instanceof Effect.RingCaller
                || effect instanceof Effect.Ringback
                || effect instanceof Effect.Music
                || effect instanceof Effect.HoldLeg
                || effect instanceof Effect.Press
                || effect instanceof Effect.MoveOut
                || effect instanceof Effect.TellTransfer
                || effect instanceof Effect.Identify;
    }
}
