package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.message.Effect;

/** What each kind of plan makes of a call. */
final class Following {
    private Following() {}

    static void begin(Turn turn, Plan plan) {
        if (plan instanceof Plan.Ring ring) {
            turn.go(new Ringing(ring, Optional.empty(), false));
            turn.effect(new Effect.Resolve(ring));
        } else if (plan instanceof Plan.JoinRoom join) {
            Seating.begin(turn, join.room(), 0, "");
        } else if (plan instanceof Plan.RunApp run) {
            Routing.begin(turn, Question.of(run));
        } else if (plan instanceof Plan.Reject reject) {
            turn.finish(DisconnectCause.of(reject.reason()));
        } else {
            throw new IllegalStateException("no such plan: " + plan);
        }
    }
}
