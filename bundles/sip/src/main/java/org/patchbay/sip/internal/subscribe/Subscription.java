package org.patchbay.sip.internal.subscribe;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.patchbay.sip.internal.dialog.Timing;

/**
 * One subscription as its notifier sees it (RFC 6665 §4.2): until when it is, and when the next
 * NOTIFY is due. Each tells everything there is at that moment, so what changes while one is under
 * way, or too soon after it, waits for the next and costs no other; and one that failed is made
 * good by the next. A pure machine; times are in nanoseconds.
 *
 * @param until it ends unless it is renewed
 * @param version of the next NOTIFY, from 0 (RFC 4235 §4.1)
 * @param answerBy a NOTIFY is under way that must be answered by then; {@link Timing#NEVER} for
 *     none
 * @param asked the subscriber waits for one, whatever the rate (§4.2.1.2)
 * @param news something changed since the last one, or that one failed
 * @param quietUntil news wait until then
 * @param setbacks NOTIFYs that failed one after the other
 * @param end why it ends; the last NOTIFY says so
 * @param said that NOTIFY was sent
 * @param closed there is nothing more to say
 */
public record Subscription(
        long until,
        long version,
        long answerBy,
        boolean asked,
        boolean news,
        long quietUntil,
        int setbacks,
        Optional<End> end,
        boolean said,
        boolean closed) {
    /** RFC 4235 §3.10: a subscriber hears of changes once a second at most. */
    static final long GAP = TimeUnit.SECONDS.toNanos(1);

    /** A transaction says within 32 s that nobody answered; one that does not is forgotten. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);

    /** What failed is told again after that time. */
    static final int AGAIN_AFTER_S = 30;

    /** The last of so many that fail in a row ends it: whoever that was is not there any more. */
    static final int MOST_SETBACKS = 3;

    /** These say that there is no such subscription (§4.2.2, RFC 5057 §5.1). */
    private static final Set<Integer> FATAL =
            Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    public Subscription {
        Objects.requireNonNull(end);
    }

    /** Why a subscription ends (§4.1.3). */
    public enum End {
        TIMEOUT("timeout"),
        NO_RESOURCE("noresource"),
        /** It may not watch that any more. */
        REJECTED("rejected"),
        /** We go down, and may be back soon. */
        PROBATION("probation;retry-after=30");

        private final String reason;

        End(String reason) {
            this.reason = reason;
        }
    }

    /** What happens to one. */
    public sealed interface Input {
        /**
         * A SUBSCRIBE was accepted.
         *
         * @param seconds 0 to end it
         */
        record Subscribed(int seconds) implements Input {}

        /** What it is about changed. */
        record Changed() implements Input {}

        /** It cannot go on. */
        record Ended(End why) implements Input {}

        /**
         * The NOTIFY that is under way got its final response.
         *
         * @param retryAfterS of the Retry-After header
         */
        record Answered(int status, OptionalInt retryAfterS) implements Input {}

        /** It got none, or could not be sent. */
        record Unanswered() implements Input {}

        /** The subscriber itself knows nothing of it any more. */
        record Forgotten() implements Input {}

        record Tick() implements Input {}
    }

    /**
     * A NOTIFY that is to be sent.
     *
     * @param state the Subscription-State header
     */
    public record Notice(long version, String state) {}

    public record Step(Subscription state, Optional<Notice> send) {}

    public static Subscription begin(long now) {
        return new Subscription(
                now, 0, Timing.NEVER, false, false, now, 0, Optional.empty(), false, false);
    }

    public Step next(Input input, long now) {
        if (closed) {
            return new Step(this, Optional.empty());
        }
        return take(input, now).expire(now).notice(now);
    }

    private Subscription take(Input input, long now) {
        if (input instanceof Input.Subscribed subscribed) {
            return subscribed.seconds() == 0 ? ended(End.TIMEOUT) : renewed(subscribed, now);
        } else if (input instanceof Input.Changed) {
            return with(answerBy, true, quietUntil, setbacks);
        } else if (input instanceof Input.Ended ended) {
            return ended(ended.why());
        } else if (input instanceof Input.Answered answered) {
            return isUnderWay() ? answered(answered, now) : this;
        } else if (input instanceof Input.Unanswered) {
            return isUnderWay() ? setBack(OptionalInt.empty(), now) : this;
        } else if (input instanceof Input.Forgotten) {
            return over();
        } else if (input instanceof Input.Tick) {
            boolean lost = isUnderWay() && now >= answerBy;
            return lost ? setBack(OptionalInt.empty(), now) : this;
        }
        throw new IllegalStateException("no such input: " + input);
    }

    /** Whoever asks is there, whatever failed before. */
    private Subscription renewed(Input.Subscribed subscribed, long now) {
        return new Subscription(
                now + TimeUnit.SECONDS.toNanos(subscribed.seconds()),
                version,
                answerBy,
                true,
                news,
                quietUntil,
                0,
                end,
                said,
                false);
    }

    private Subscription answered(Input.Answered answered, long now) {
        if (said || FATAL.contains(answered.status())) {
            return over();
        }
        return answered.status() >= 200 && answered.status() < 300
                ? with(Timing.NEVER, news, quietUntil, 0)
                : setBack(answered.retryAfterS(), now);
    }

    /** It is told again, for what it said is not known there; not for ever. */
    private Subscription setBack(OptionalInt retryAfterS, long now) {
        if (said || setbacks + 1 >= MOST_SETBACKS) {
            return over();
        }
        long wait = TimeUnit.SECONDS.toNanos(retryAfterS.orElse(AGAIN_AFTER_S));
        return with(Timing.NEVER, true, now + Math.max(GAP, wait), setbacks + 1);
    }

    private Subscription expire(long now) {
        return !closed && end.isEmpty() && now >= until ? ended(End.TIMEOUT) : this;
    }

    private Step notice(long now) {
        if (closed || isUnderWay() || said) {
            return new Step(this, Optional.empty());
        }
        if (end.isPresent()) {
            String state = "terminated;reason=" + end.get().reason;
            return new Step(sent(now, true), Optional.of(new Notice(version, state)));
        }
        if (asked || news && now >= quietUntil) {
            long left = TimeUnit.NANOSECONDS.toSeconds(until - now + 999_999_999L);
            Notice notice = new Notice(version, "active;expires=" + left);
            return new Step(sent(now, false), Optional.of(notice));
        }
        return new Step(this, Optional.empty());
    }

    /** When time itself is the next input. */
    public long deadline() {
        if (closed) {
            return Timing.NEVER;
        }
        if (isUnderWay()) {
            return end.isPresent() ? answerBy : Math.min(until, answerBy);
        }
        return news ? Math.min(until, quietUntil) : until;
    }

    private boolean isUnderWay() {
        return answerBy != Timing.NEVER;
    }

    /** Whether a SUBSCRIBE can renew it. */
    public boolean isActive() {
        return !closed && end.isEmpty();
    }

    private Subscription sent(long now, boolean last) {
        return new Subscription(
                until,
                version + 1,
                now + PATIENCE,
                false,
                false,
                now + GAP,
                setbacks,
                end,
                last,
                false);
    }

    private Subscription with(long answered, boolean hasNews, long quiet, int failed) {
        return new Subscription(
                until, version, answered, asked, hasNews, quiet, failed, end, said, false);
    }

    /** The first reason counts. */
    private Subscription ended(End why) {
        return new Subscription(
                until,
                version,
                answerBy,
                asked,
                news,
                quietUntil,
                setbacks,
                end.or(() -> Optional.of(why)),
                said,
                false);
    }

    private Subscription over() {
        return new Subscription(
                until, version, Timing.NEVER, false, false, quietUntil, setbacks, end, said, true);
    }
}
