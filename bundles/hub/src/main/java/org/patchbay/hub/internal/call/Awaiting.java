package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/**
 * The app that drove the call is gone, and nothing that it began is left. An app of its name gets
 * the call as soon as there is one; the caller hears nothing meanwhile.
 */
record Awaiting(AppRequest app) implements Activity {
    static void begin(Turn turn, AppRequest app) {
        turn.go(new Awaiting(app));
        turn.effect(new Effect.AwaitApp(Optional.of(app.app())));
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public String stateName() {
        return "IN_APP";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.AppThere) {
            turn.effect(new Effect.StopTimer(TimerId.APP));
            Routing.begin(turn, Question.of(app));
        } else if (message instanceof Message.Fired fired && fired.timer().equals(TimerId.APP)) {
            // As an app that failed.
            turn.finish(DisconnectCause.of(Reason.SERVER_ERROR));
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.StopTimer(TimerId.APP));
    }
}
