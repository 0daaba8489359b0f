package org.patchbay.sip.internal.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.patchbay.sip.internal.dialog.Timing;

/**
 * Our registration at one trunk (RFC 3261 §10.2). Pure: time comes with each event, in nanoseconds
 * of one monotonic clock.
 *
 * <pre>
 * IDLE --start--> ASKING --2xx--> RESTING --time--> ASKING …
 *                   | no             ^
 *                   v                |
 *                 RESTING (backoff), with what is left of the last registration
 * any --stop--> LEAVING --answer--> OVER
 * </pre>
 *
 * @param wishS how long it shall last: what was wanted, or the least that the registrar allows
 * @param until when it ends; {@link Timing#NEVER} where there is none
 * @param askAt when we ask again
 * @param failures in a row
 */
record Registration(Phase phase, int wishS, long until, long askAt, int failures) {
    /**
     * A failed try is known after that long (timer F), and must be before the registration ends.
     */
    private static final long KNOWN_AFTER_S = 35;

    private static final int LONGEST_S = 86_400;

    /** Whatever became of it: all servers of a trunk, with their timeouts, fit into that. */
    private static final long LOST_AFTER = Duration.ofMinutes(10).toNanos();

    enum Phase {
        IDLE,
        ASKING,
        RESTING,
        LEAVING,
        OVER
    }

    /** What happens to it. */
    sealed interface Event {
        record Start() implements Event {}

        /**
         * @param expiresS what the answer says of our binding; empty where it says nothing
         */
        record Accepted(OptionalInt expiresS) implements Event {}

        /** 423. */
        record TooBrief(OptionalInt leastS) implements Event {}

        /**
         * Any other final answer, a challenge that we cannot answer among them.
         *
         * @param fraction random, from 0 to 1
         */
        record Refused(int status, String reason, OptionalInt retryAfterS, double fraction)
                implements Event {}

        /** No answer, no address, or it could not be sent. */
        record Unreachable(String reason, double fraction) implements Event {}

        /** What it was registered with has changed. */
        record Again() implements Event {}

        record Tick() implements Event {}

        record Stop() implements Event {}
    }

    /** What shall be done. */
    sealed interface Effect {
        /**
         * @param expiresS 0 takes it back
         */
        record Send(int expiresS) implements Effect {}

        record Registered() implements Effect {}

        /** There is none now, and why. */
        record Lost(String reason) implements Effect {}

        /** A try failed, but what we have is still in force. */
        record Failed(String reason) implements Effect {}
    }

    record Step(Registration next, List<Effect> effects) {
        Step {
            Objects.requireNonNull(next);
            effects = List.copyOf(effects);
        }
    }

    static Registration of(Duration wish) {
        return new Registration(Phase.IDLE, (int) wish.toSeconds(), Timing.NEVER, Timing.NEVER, 0);
    }

    boolean isHeld() {
        return until != Timing.NEVER;
    }

    /** When something is due. */
    long wakeAt() {
        return phase == Phase.RESTING || isAsking() ? Math.min(askAt, until) : Timing.NEVER;
    }

    boolean isAsking() {
        return phase == Phase.ASKING;
    }

    Step next(Event event, long now) {
        if (event instanceof Event.Stop) {
            return stop();
        }
        switch (phase) {
            case IDLE:
                return event instanceof Event.Start ? ask(now) : stay();
            case ASKING:
                return asking(event, now);
            case RESTING:
                return resting(event, now);
            case LEAVING:
                return event instanceof Event.Tick ? stay() : over();
            default:
                return stay();
        }
    }

    private Step stop() {
        if (phase == Phase.LEAVING || phase == Phase.OVER) {
            return stay();
        }
        // one that was asked for may come about yet
        return isHeld() || isAsking()
                ? new Step(with(Phase.LEAVING, Timing.NEVER, 0), List.of(new Effect.Send(0)))
                : over();
    }

    private Step over() {
        return new Step(
                new Registration(Phase.OVER, wishS, Timing.NEVER, Timing.NEVER, 0), List.of());
    }

    private Step ask(long now) {
        return new Step(
                with(Phase.ASKING, now + LOST_AFTER, failures), List.of(new Effect.Send(wishS)));
    }

    private Step resting(Event event, long now) {
        if (event instanceof Event.Again) {
            return ask(now);
        }
        if (!(event instanceof Event.Tick)) {
            return stay();
        }
        if (now >= askAt) {
            return ask(now);
        }
        return now >= until ? lose("registration has run out") : stay();
    }

    private Step asking(Event event, long now) {
        if (event instanceof Event.Accepted) {
            return accepted(((Event.Accepted) event).expiresS().orElse(wishS), now);
        }
        if (event instanceof Event.TooBrief) {
            int least = ((Event.TooBrief) event).leastS().orElse(0);
            if (least > wishS && least <= LONGEST_S) {
                return new Registration(phase, least, until, askAt, failures).ask(now);
            }
            return failed("423 Interval Too Brief", Backoff.afterRefusal(1), now);
        }
        if (event instanceof Event.Refused) {
            Event.Refused no = (Event.Refused) event;
            return failed(no.status() + " " + no.reason(), wait(no), now);
        }
        if (event instanceof Event.Unreachable) {
            Event.Unreachable none = (Event.Unreachable) event;
            return failed(none.reason(), Backoff.after(failures + 1, none.fraction()), now);
        }
        if (event instanceof Event.Tick && now >= askAt) {
            return failed("no answer", Backoff.after(failures + 1, 1), now);
        }
        if (event instanceof Event.Tick && now >= until) {
            return lose("registration has run out");
        }
        return stay();
    }

    private Step accepted(int expiresS, long now) {
        if (expiresS <= 0) {
            return failed("registered for no time", Backoff.afterRefusal(1), now);
        }
        long granted = Math.min(expiresS, LONGEST_S);
        long before = Math.min(granted / 2, Math.max(KNOWN_AFTER_S, granted / 10));
        long askAgain = now + nanos(Math.max(1, granted - before));
        return new Step(
                new Registration(Phase.RESTING, wishS, now + nanos(granted), askAgain, 0),
                List.of(new Effect.Registered()));
    }

    /** Who is only busy may have us soon; who says no will say it again. */
    private Duration wait(Event.Refused no) {
        if (no.retryAfterS().isPresent()) {
            Duration told = Backoff.told(Duration.ofSeconds(no.retryAfterS().getAsInt()));
            Duration ours = Backoff.after(1, no.fraction());
            return told.compareTo(ours) < 0 ? ours : told;
        }
        boolean passing = no.status() >= 500 && no.status() < 600 || no.status() == 408;
        return passing
                ? Backoff.after(failures + 1, no.fraction())
                : Backoff.afterRefusal(no.fraction());
    }

    private Step failed(String reason, Duration wait, long now) {
        boolean stillHeld = isHeld() && now < until;
        return new Step(
                new Registration(
                        Phase.RESTING,
                        wishS,
                        stillHeld ? until : Timing.NEVER,
                        now + wait.toNanos(),
                        failures + 1),
                List.of(stillHeld ? new Effect.Failed(reason) : new Effect.Lost(reason)));
    }

    private Step lose(String reason) {
        return new Step(
                new Registration(phase, wishS, Timing.NEVER, askAt, failures),
                List.of(new Effect.Lost(reason)));
    }

    private Registration with(Phase newPhase, long newAskAt, int newFailures) {
        return new Registration(newPhase, wishS, until, newAskAt, newFailures);
    }

    private Step stay() {
        return new Step(this, List.of());
    }

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** How long it lasts from now. */
    Optional<Duration> left(long now) {
        return isHeld()
                ? Optional.of(Duration.ofNanos(Math.max(0, until - now)))
                : Optional.empty();
    }
}
