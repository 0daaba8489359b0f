package org.patchbay.sip.internal.dialog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.patchbay.sip.internal.dialog.SessionExpires.Refresher;

/**
 * How long a dialog may go on without a sign of the far side (RFC 4028), in both roles. Pure: time
 * comes with each event, in nanoseconds of one monotonic clock.
 *
 * @param leastS what may be asked for at least; a 422 of the far side raises it
 * @param intervalS of the session; 0 while nothing is agreed
 * @param refreshAt when we refresh
 * @param endAt when the session counts as dead
 */
public record SessionTimer(
        Rules rules, int leastS, int intervalS, Who refresher, long refreshAt, long endAt) {
    /** A refresh that was refused comes again after that, as long as there is time. */
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(10);

    /** §10: the BYE goes that long before the end, or a third of the interval. */
    private static final int LAST_S = 32;

    /** Who refreshes the session. */
    public enum Who {
        NOBODY,
        WE,
        PEER
    }

    /**
     * @param wantedS what we ask for; 0 to ask for none
     * @param leastS below that a session is refused with 422
     */
    public record Rules(int wantedS, int leastS) {
        /** RFC 4028 §4, §5. */
        public static final Rules USUAL = new Rules(1800, 90);
    }

    /** What happens. */
    public sealed interface Event {
        /** A 2xx came to an INVITE or UPDATE of ours. */
        record Agreed(Optional<SessionExpires> said) implements Event {}

        /** We said so in a 2xx of ours. */
        record Granted(Optional<SessionExpires> said) implements Event {}

        /** 422 to ours. */
        record TooBrief(int leastS) implements Event {}

        /** Our refresh was not taken, for another reason. */
        record Refused() implements Event {}

        record Tick() implements Event {}
    }

    /** What shall be done. */
    public enum Effect {
        REFRESH,
        /** No refresh came: say BYE. */
        EXPIRE
    }

    /** A new state and what to do. */
    public record Step(SessionTimer state, List<Effect> effects) {
        public Step {
            Objects.requireNonNull(state);
            effects = List.copyOf(effects);
        }
    }

    /**
     * What the far side's INVITE or UPDATE gets.
     *
     * @param isTooBrief 422
     * @param grant of the 2xx; empty for no timer
     */
    public record Verdict(boolean isTooBrief, Optional<SessionExpires> grant) {
        private static Verdict granted(int seconds, Refresher refresher) {
            return new Verdict(false, Optional.of(new SessionExpires(seconds, refresher)));
        }
    }

    public SessionTimer {
        Objects.requireNonNull(rules);
        Objects.requireNonNull(refresher);
    }

    public static SessionTimer begin(Rules rules) {
        return new SessionTimer(rules, rules.leastS(), 0, Who.NOBODY, Timing.NEVER, Timing.NEVER);
    }

    public long wakeAt() {
        return Math.min(refreshAt, endAt);
    }

    /** What an INVITE or UPDATE of ours says; in the first INVITE the far side may choose. */
    public Optional<SessionExpires> request(boolean first) {
        if (first && rules.wantedS() > 0) {
            int seconds = Math.max(rules.wantedS(), leastS);
            return Optional.of(new SessionExpires(seconds, Refresher.UNSAID));
        }
        return refresher == Who.NOBODY
                ? Optional.empty()
                : Optional.of(
                        new SessionExpires(
                                Math.max(intervalS, leastS),
                                refresher == Who.WE ? Refresher.UAC : Refresher.UAS));
    }

    /**
     * §9. Who refreshes stays who it was, unless the far side says otherwise; at first that is who
     * calls: what it sends passes an address translation of its own.
     *
     * @param peerLeastS of its Min-SE; 0 where it says none
     * @param supported whether it knows timers
     */
    public Verdict judge(Optional<SessionExpires> asked, int peerLeastS, boolean supported) {
        if (asked.isPresent()) {
            int seconds = asked.get().seconds();
            if (seconds < rules.leastS()) {
                return new Verdict(supported, Optional.empty());
            }
            int enough = Math.max(peerLeastS, Math.max(rules.wantedS(), rules.leastS()));
            boolean ours = rules.wantedS() > 0 && enough < seconds;
            return Verdict.granted(ours ? enough : seconds, chosen(asked.get(), supported));
        }
        if (refresher == Who.WE || refresher == Who.PEER && supported) {
            return Verdict.granted(intervalS, kept());
        }
        return refresher == Who.NOBODY && supported && rules.wantedS() > 0
                ? Verdict.granted(Math.max(rules.wantedS(), peerLeastS), Refresher.UAC)
                : new Verdict(false, Optional.empty());
    }

    private Refresher chosen(SessionExpires asked, boolean supported) {
        if (!supported) {
            return Refresher.UAS; // somebody between asks, and the far side cannot
        }
        if (asked.refresher() != Refresher.UNSAID) {
            return asked.refresher();
        }
        return refresher == Who.NOBODY ? Refresher.UAC : kept();
    }

    /** By the roles of a request of the far side. */
    private Refresher kept() {
        return refresher == Who.WE ? Refresher.UAS : Refresher.UAC;
    }

    public Step next(Event event, long now) {
        if (event instanceof Event.Agreed agreed) {
            // §7.2: without an answer to it there is no timer, nor is there any more
            return agreed.said().isEmpty() ? off() : run(agreed.said().get(), Refresher.UAS, now);
        }
        if (event instanceof Event.Granted granted) {
            return granted.said().isEmpty() ? off() : run(granted.said().get(), Refresher.UAC, now);
        }
        if (event instanceof Event.TooBrief brief) {
            return tooBrief(brief.leastS(), now);
        }
        if (event instanceof Event.Refused) {
            return refresher == Who.WE ? at(now + AGAIN) : stay();
        }
        return tick(now);
    }

    private Step tooBrief(int wantedLeastS, long now) {
        int least = Math.max(leastS, wantedLeastS);
        boolean more = least > Math.max(leastS, intervalS);
        long again = more ? now : now + AGAIN; // else what we asked for was enough, and it refuses
        long next = refresher == Who.WE ? again : refreshAt;
        return new Step(
                new SessionTimer(rules, least, intervalS, refresher, next, endAt), List.of());
    }

    private Step tick(long now) {
        if (now >= endAt) {
            return new Step(off().state(), List.of(Effect.EXPIRE));
        }
        if (now < refreshAt) {
            return stay();
        }
        // until its answer there is nothing to wait for but the end
        return new Step(at(Timing.NEVER).state(), List.of(Effect.REFRESH));
    }

    private Step run(SessionExpires said, Refresher peer, long now) {
        int seconds = Math.max(said.seconds(), rules.leastS());
        boolean peerRefreshes = said.refresher() == peer;
        long interval = TimeUnit.SECONDS.toNanos(seconds);
        long last = Math.min(TimeUnit.SECONDS.toNanos(LAST_S), interval / 3);
        return new Step(
                new SessionTimer(
                        rules,
                        leastS,
                        seconds,
                        peerRefreshes ? Who.PEER : Who.WE,
                        peerRefreshes ? Timing.NEVER : now + interval / 2,
                        now + interval - last),
                List.of());
    }

    private Step off() {
        return new Step(
                new SessionTimer(rules, leastS, 0, Who.NOBODY, Timing.NEVER, Timing.NEVER),
                List.of());
    }

    private Step at(long time) {
        return new Step(
                new SessionTimer(rules, leastS, intervalS, refresher, time, endAt), List.of());
    }

    private Step stay() {
        return new Step(this, List.of());
    }
}
