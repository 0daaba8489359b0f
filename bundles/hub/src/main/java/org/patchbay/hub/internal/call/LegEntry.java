package org.patchbay.hub.internal.call;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;

/**
 * A leg that has not ended.
 *
 * @param target how it was reached, or whence it came
 * @param hungUp we have hung it up, and wait for it to say that it ended
 */
public record LegEntry(
        LegId id, boolean incoming, String target, boolean answered, boolean hungUp) {
    LegEntry withAnswer() {
        return new LegEntry(id, incoming, target, true, hungUp);
    }

    LegEntry withHangup() {
        return new LegEntry(id, incoming, target, answered, true);
    }

    /**
     * What it is cleared with where its call ends so: an unanswered one cannot be cleared normally,
     * it gets a final response or a CANCEL.
     */
    DisconnectCause clearing(DisconnectCause why) {
        if (answered) {
            return why;
        }
        if (!incoming) {
            return DisconnectCause.of(Reason.CANCELLED);
        }
        return why.reason().sipCode() < 300 ? DisconnectCause.of(Reason.NO_ANSWER) : why;
    }
}
