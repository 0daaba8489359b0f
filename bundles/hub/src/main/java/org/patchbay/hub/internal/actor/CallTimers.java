package org.patchbay.hub.internal.actor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;
import org.patchbay.hub.internal.route.Timers;

/** The timers of one call, each one at most once. Owned by the call's thread. */
final class CallTimers {
    private final CallActor actor;
    private final Timers house;
    private final Map<TimerId, Timers.Timer> running = new HashMap<>();

    CallTimers(CallActor actor, Timers house) {
        this.actor = actor;
        this.house = house;
    }

    /** Begins anew where it is under way. */
    void start(Effect.StartTimer effect) {
        TimerId id = effect.timer();
        stop(id);
        Ticking ticking = new Ticking();
        ticking.timer = house.after(effect.after(), () -> actor.run(() -> due(id, ticking)));
        running.put(id, ticking);
    }

    /** A timer that was stopped or started anew meanwhile is not heard. */
    private void due(TimerId id, Ticking ticking) {
        if (running.remove(id, ticking)) {
            actor.followUp(new Message.Fired(id));
        }
    }

    void stop(TimerId id) {
        Timers.Timer timer = running.remove(id);
        if (timer != null) {
            timer.cancel();
        }
    }

    void stopAll() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }

    /** A timer under way; its identity tells it from the next of the same id. */
    private static final class Ticking implements Timers.Timer {
        private Timers.Timer timer;

        @Override
        public void cancel() {
            timer.cancel();
        }
    }
}
