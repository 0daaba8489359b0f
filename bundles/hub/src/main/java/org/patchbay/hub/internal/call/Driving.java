package org.patchbay.hub.internal.call;

import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.drive.Drive;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * An app drives the call.
 *
 * @param app how it is asked again, should it go and come back
 */
record Driving(Drive drive, AppRequest app) implements Activity {
    @Override
    public Way way(LegId leg, Caller caller) {
        return Driven.way(drive, leg, caller);
    }

    @Override
    public String stateName() {
        return "IN_APP";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.DriverGone gone) {
            if (gone.driver() == drive.number()) {
                Unattended.begin(turn, drive, app);
            }
            return;
        }
        if (message instanceof Message.Asked asked && Steering.take(turn, drive, asked)) {
            return;
        }
        Drive.Step step = drive.next(turn.caller(), message);
        turn.go(new Driving(step.drive(), app));
        turn.caller(new Caller.Step(step.caller(), step.effects()));
        if (step.exit().isEmpty()) {
            return;
        }
        Drive.Exit exit = step.exit().get();
        if (exit instanceof Drive.Exit.Pass pass) {
            passOn(step.drive(), pass, turn);
        } else if (exit instanceof Drive.Exit.End end) {
            turn.finish(end.cause());
        }
    }

    /** Who was dialled goes; the caller stays, in the mix or not as it was. */
    private static void passOn(Drive drive, Drive.Exit.Pass pass, Turn turn) {
        DisconnectCause cause = DisconnectCause.of(Reason.CANCELLED);
        turn.effects(drive.abandon(cause, new IllegalStateException("the call was passed on")));
        DisconnectCause normal = DisconnectCause.of(Reason.NORMAL);
        drive.others().forEach(leg -> turn.effect(new Effect.HangupLeg(leg, normal)));
        turn.follow(pass.plan());
    }

    @Override
    public void letGo(Turn turn) {
        Driven.letGo(turn, drive);
    }

    @Override
    public void abandon(Turn turn) {
        Driven.abandon(turn, drive);
    }
}
