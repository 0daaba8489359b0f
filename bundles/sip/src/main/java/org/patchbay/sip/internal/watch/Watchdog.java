package org.patchbay.sip.internal.watch;

import java.util.List;
import java.util.Objects;

/**
 * What is to be done about probes that nobody answers. Pure: time comes with each event, in
 * nanoseconds of one monotonic clock.
 *
 * @param failures in a row
 * @param alarmed whether the operator was told and not yet that it is over
 * @param restartedAt when the stack was made anew last; only where {@code restarts} is not 0
 */
public record Watchdog(int failures, boolean alarmed, long restarts, long restartedAt) {
    /** A stack that is silent again so soon is not mended by being made anew. */
    static final long RESTART_AGAIN_NANOS = 300_000_000_000L;

    /** What a probe came to. */
    public sealed interface Event {
        record Answered() implements Event {}

        /**
         * @param behind whether our own queues are late: then the stack is not to blame
         */
        record Silent(boolean behind) implements Event {}
    }

    /** What shall be done. */
    public sealed interface Effect {
        record Alarm(int failures, boolean behind) implements Effect {}

        record Restart() implements Effect {}

        record Recovered() implements Effect {}
    }

    /** A new state and what to do. */
    public record Step(Watchdog state, List<Effect> effects) {
        public Step {
            Objects.requireNonNull(state);
            effects = List.copyOf(effects);
        }
    }

    public static Watchdog begin() {
        return new Watchdog(0, false, 0, 0);
    }

    /** It could not listen again: that is tried anew the next time. */
    Watchdog restartFailed() {
        return new Watchdog(failures, alarmed, restarts - 1, restartedAt - RESTART_AGAIN_NANOS);
    }

    /**
     * @param most failures in a row, at each multiple of which something is done
     */
    public Step next(Event event, int most, long now) {
        if (event instanceof Event.Answered) {
            Watchdog well = new Watchdog(0, false, restarts, restartedAt);
            return new Step(well, alarmed ? List.of(new Effect.Recovered()) : List.of());
        }
        int more = failures + 1;
        if (more % most != 0) {
            return new Step(new Watchdog(more, alarmed, restarts, restartedAt), List.of());
        }
        boolean behind = ((Event.Silent) event).behind();
        Effect alarm = new Effect.Alarm(more, behind);
        boolean restarted = restarts > 0 && now - restartedAt < RESTART_AGAIN_NANOS;
        return behind || restarted
                ? new Step(new Watchdog(more, true, restarts, restartedAt), List.of(alarm))
                : new Step(
                        new Watchdog(more, true, restarts + 1, now),
                        List.of(alarm, new Effect.Restart()));
    }
}
