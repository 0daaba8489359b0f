package org.patchbay.sip.internal.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Provisional responses that the caller acknowledges (RFC 3262 §3): one at a time, sent again until
 * its PRACK comes. Pure: time comes with each event, in nanoseconds of one monotonic clock.
 *
 * @param rseq of the one that is out, or of the next
 * @param out its status; 0 where none waits for a PRACK
 * @param interval until it is sent once more
 * @param resendAt when
 * @param giveUpAt no PRACK until then: the INVITE is refused
 * @param waiting statuses that go when the one that is out is acknowledged
 */
public record ReliableProvisionals(
        long rseq, int out, long interval, long resendAt, long giveUpAt, List<Integer> waiting) {
    /** §7.1: less than half of the range, so that it never wraps. */
    public static final long HIGHEST_FIRST = (1L << 31) - 1;

    /** More than that many are not kept for later: what a caller hears is the newest. */
    private static final int MOST_WAITING = 8;

    /** What happens. */
    public sealed interface Event {
        record Progress(int status) implements Event {}

        record Prack(long rseq) implements Event {}

        record Tick() implements Event {}
    }

    /** What shall be done. */
    public sealed interface Effect {
        record Send(int status, long rseq) implements Effect {}

        record SendAgain() implements Effect {}

        /** To the PRACK: 200, or 481 where it acknowledges nothing that is out. */
        record AnswerPrack(int status) implements Effect {}

        /** §3: the INVITE is refused. */
        record GiveUp() implements Effect {}
    }

    /** A new state and what to do. */
    public record Step(ReliableProvisionals state, List<Effect> effects) {
        public Step {
            Objects.requireNonNull(state);
            effects = List.copyOf(effects);
        }
    }

    public ReliableProvisionals {
        waiting = List.copyOf(waiting);
    }

    /**
     * @param firstRseq 1…{@link #HIGHEST_FIRST}
     */
    public static ReliableProvisionals begin(long firstRseq) {
        return idle(firstRseq, List.of());
    }

    private static ReliableProvisionals idle(long rseq, List<Integer> waiting) {
        return new ReliableProvisionals(rseq, 0, 0, Timing.NEVER, Timing.NEVER, waiting);
    }

    /** Whether one waits for its PRACK. */
    public boolean isOpen() {
        return out != 0;
    }

    public long wakeAt() {
        return Math.min(resendAt, giveUpAt);
    }

    public Step next(Event event, long now) {
        if (event instanceof Event.Progress progress) {
            return progress(progress.status(), now);
        }
        if (event instanceof Event.Prack prack) {
            return prack(prack.rseq(), now);
        }
        return isOpen() ? tick(now) : stay();
    }

    private Step progress(int status, long now) {
        if (!isOpen()) {
            return send(rseq, status, waiting, now, List.of());
        }
        List<Integer> more = new ArrayList<>(waiting);
        int newest = more.isEmpty() ? out : more.get(more.size() - 1);
        if (status != newest && more.size() < MOST_WAITING) {
            more.add(status);
        }
        return new Step(
                new ReliableProvisionals(rseq, out, interval, resendAt, giveUpAt, more), List.of());
    }

    private Step prack(long acknowledged, long now) {
        if (!isOpen() || acknowledged != rseq) {
            return stay(new Effect.AnswerPrack(481));
        }
        Effect ok = new Effect.AnswerPrack(200);
        return waiting.isEmpty()
                ? new Step(idle(rseq + 1, List.of()), List.of(ok))
                : send(
                        rseq + 1,
                        waiting.get(0),
                        waiting.subList(1, waiting.size()),
                        now,
                        List.of(ok));
    }

    private static Step send(
            long number, int status, List<Integer> later, long now, List<Effect> before) {
        List<Effect> effects = new ArrayList<>(before);
        effects.add(new Effect.Send(status, number));
        return new Step(
                new ReliableProvisionals(
                        number, status, Timing.T1, now + Timing.T1, now + Timing.T1_64, later),
                effects);
    }

    /** §3: after T1, doubled each time, until 64*T1 have passed. */
    private Step tick(long now) {
        if (now >= giveUpAt) {
            return new Step(idle(rseq + 1, List.of()), List.of(new Effect.GiveUp()));
        }
        if (now < resendAt) {
            return stay();
        }
        long next = 2 * interval;
        return new Step(
                new ReliableProvisionals(rseq, out, next, now + next, giveUpAt, waiting),
                List.of(new Effect.SendAgain()));
    }

    private Step stay(Effect... effects) {
        return new Step(this, List.of(effects));
    }
}
