package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.event.EventLog;
import org.patchbay.hub.internal.outside.OutsideLines;
import org.patchbay.hub.internal.part.Parts;
import org.patchbay.hub.internal.route.AppPoll;
import org.patchbay.hub.internal.route.Timers;

/**
 * What every call of the house shares.
 *
 * @param calls threads that drain the mailboxes of calls whose legs have no lane; nothing on them
 *     may block
 * @param apps threads that code of apps runs on
 */
public record Surroundings(
        Parts parts,
        EventLog log,
        Executor calls,
        Executor apps,
        Timers timers,
        InstantSource clock,
        Supplier<LegId> legIds,
        Supplier<Limits> limits,
        OutsideLines outside) {

    /** Nobody is on a line yet. */
    public Surroundings(
            Parts parts,
            EventLog log,
            Executor calls,
            Executor apps,
            Timers timers,
            InstantSource clock,
            Supplier<LegId> legIds,
            Supplier<Limits> limits) {
        this(parts, log, calls, apps, timers, clock, legIds, limits, new OutsideLines());
    }

    /**
     * Settings; they may change while calls are up.
     *
     * @param listenNotice how often those are told who are listened to; zero for never
     */
    public record Limits(
            int maxCalls,
            int roomMaxMembers,
            Duration decideTimeout,
            Duration appReturn,
            Duration listenNotice) {
        public Limits {
            if (maxCalls < 1
                    || roomMaxMembers < 1
                    || decideTimeout.toMillis() < 1
                    || appReturn.toMillis() < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
            if (listenNotice.isNegative()) {
                throw new IllegalArgumentException("a notice each " + listenNotice);
            }
        }
    }

    /** Legs that one call may have at once. */
    static final int MAX_LEGS = 64;

    /** Apps are asked for that many times as long as one of them. */
    private static final int WHOLE = 3;

    AppPoll.Rules askRules() {
        Duration each = limits.get().decideTimeout();
        return new AppPoll.Rules(apps, timers, clock, each, each.multipliedBy(WHOLE));
    }
}
