package org.patchbay.hub.internal.call;

import java.time.Duration;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/**
 * Nobody who is there decides, and apps that might are away. The apps are asked again when these
 * are back or their time is up; an INVITE may wait that long after its 100 (RFC 3261 §16.6: timer C
 * is more than 3 minutes).
 *
 * @param question as it was asked
 */
record AwaitingApps(Question question) implements Activity {
    /**
     * @param left of the time that the apps are given, counted from when they went
     */
    static void begin(Turn turn, Question question, Duration left) {
        turn.go(new AwaitingApps(question));
        turn.effect(new Effect.AwaitApp(question.request().map(AppRequest::app)));
        turn.effect(new Effect.StartTimer(TimerId.APP, left));
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public String stateName() {
        return "ROUTING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.AppThere) {
            turn.effect(new Effect.StopTimer(TimerId.APP));
            Routing.begin(turn, question);
        } else if (message instanceof Message.Fired fired && fired.timer().equals(TimerId.APP)) {
            Routing.onceMore(turn, question);
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.StopTimer(TimerId.APP));
    }
}
