package org.patchbay.hub.internal.call;

import org.patchbay.call.api.CallControl.AppGoneException;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.drive.Drive;
import org.patchbay.hub.internal.message.Message;

/**
 * The app that drove the call is gone. What it began for the caller goes on to its end: the echo,
 * the prompt, who rings and who talks. Then the app is awaited.
 */
record Unattended(Drive drive, AppRequest app) implements Activity {
    static void begin(Turn turn, Drive drive, AppRequest app) {
        turn.effects(drive.drop(new AppGoneException("app '" + app.app() + "' is gone")));
        new Unattended(drive.unattended(), app).goOn(turn);
    }

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
        if (message instanceof Message.DriverDone || message instanceof Message.DriverGone) {
            return; // the last word of the one that is gone
        }
        Drive.Step step = drive.next(turn.caller(), message);
        turn.caller(new Caller.Step(step.caller(), step.effects()));
        new Unattended(step.drive(), app).goOn(turn);
    }

    private void goOn(Turn turn) {
        if (drive.underWay()) {
            turn.go(this);
        } else {
            Awaiting.begin(turn, app);
        }
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
