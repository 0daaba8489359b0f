package org.patchbay.hub.internal.actor;

import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.message.Message;

/** Where one leg tells its call what happens to it. */
final class LegPost implements LegEvents {
    private final LegId leg;
    private final Runnable onEnded;
    private volatile CallActor call;
    private volatile boolean held;

    LegPost(LegId leg, CallActor call) {
        this(leg, call, () -> {});
    }

    /**
     * @param onEnded whatever call it is in by then
     */
    LegPost(LegId leg, CallActor call, Runnable onEnded) {
        this.leg = leg;
        this.call = call;
        this.onEnded = onEnded;
    }

    /** What it tells from now on is for that call. */
    void moveTo(CallActor other) {
        call = other;
    }

    @Override
    public void ringing() {
        call.post(new Message.Ringing(leg));
    }

    @Override
    public void earlyMedia() {
        call.post(new Message.EarlyMedia(leg));
    }

    @Override
    public void answered() {
        call.post(new Message.Answered(leg));
    }

    @Override
    public void held(boolean now) {
        held = now;
        call.post(new Message.Held(leg, now));
    }

    /** What it told last: another call that gets the leg has not heard it. Any thread. */
    boolean isHeld() {
        return held;
    }

    @Override
    public void digit(char key, int durationMs) {
        call.post(new Message.Digit(leg, key, durationMs));
    }

    @Override
    public void mediaChanged() {
        call.post(new Message.MediaChanged(leg));
    }

    @Override
    public void transferAsked(TransferTo to) {
        call.transferAsked(leg, to);
    }

    @Override
    public void joinAsked(TransferTo third) {
        call.joinAsked(leg, third);
    }

    @Override
    public void redirected(Redirect to) {
        call.redirected(leg, to);
    }

    @Override
    public void ended(DisconnectCause cause) {
        onEnded.run();
        call.post(new Message.Ended(leg, cause));
    }
}
