package org.patchbay.sip.internal.subscribe;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.patchbay.sip.internal.dialog.Timing;

/**
 * One subscription as its notifier sees it (RFC 6665 §4.2): until when it is, and when the next
 * NOTIFY is due. Each tells everything there is at that moment, so what changes while one is under
 * way, or too soon after it, waits for the next and costs no other. A pure machine; times are in
 * nanoseconds.
 *
 * @param until it ends unless it is renewed
 * @param version of the next NOTIFY, from 0 (RFC 4235 §4.1)
 * @param underWay a NOTIFY has had no answer yet
 * @param asked the subscriber waits for one, whatever the rate (§4.2.1.2)
 * @param news something changed since the last one
 * @param quietUntil news wait until then
 * @param end why it ends; the last NOTIFY says so
 * @param said that NOTIFY was sent
 * @param closed there is nothing more to say
 */
public record Subscription(
        long until,
        long version,
        boolean underWay,
        boolean asked,
        boolean news,
        long quietUntil,
        Optional<End> end,
        boolean said,
        boolean closed) {
    /** RFC 4235 §3.10: a subscriber hears of changes once a second at most. */
    static final long GAP = TimeUnit.SECONDS.toNanos(1);

    /** Who wants to be asked again later than that is not asked again. */
    static final int LONGEST_RETRY_S = 60;

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
                now, 0, false, false, false, now, Optional.empty(), false, false);
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
            return with(underWay, true, quietUntil);
        } else if (input instanceof Input.Ended ended) {
            return ended(ended.why());
        } else if (input instanceof Input.Answered answered) {
            return underWay ? answered(answered, now) : this;
        } else if (input instanceof Input.Unanswered) {
            return underWay ? over() : this; // §4.2.2: it has gone without a word
        } else if (input instanceof Input.Forgotten) {
            return over();
        } else if (input instanceof Input.Tick) {
            return this;
        }
        throw new IllegalStateException("no such input: " + input);
    }

    private Subscription renewed(Input.Subscribed subscribed, long now) {
        return new Subscription(
                now + TimeUnit.SECONDS.toNanos(subscribed.seconds()),
                version,
                underWay,
                true,
                news,
                quietUntil,
                end,
                said,
                false);
    }

    private Subscription answered(Input.Answered answered, long now) {
        if (said) {
            return over();
        }
        if (answered.status() >= 200 && answered.status() < 300) {
            return with(false, news, quietUntil);
        }
        int again = answered.retryAfterS().orElse(Integer.MAX_VALUE);
        // §4.2.2: failed, but where it says when to try again
        return again > LONGEST_RETRY_S
                ? over()
                : with(false, true, now + Math.max(GAP, TimeUnit.SECONDS.toNanos(again)));
    }

    private Subscription expire(long now) {
        return !closed && end.isEmpty() && now >= until ? ended(End.TIMEOUT) : this;
    }

    private Step notice(long now) {
        if (closed || underWay || said) {
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
        if (closed || end.isPresent()) {
            return Timing.NEVER;
        }
        return news && !underWay ? Math.min(until, quietUntil) : until;
    }

    /** Whether a SUBSCRIBE can renew it. */
    public boolean isActive() {
        return !closed && end.isEmpty();
    }

    private Subscription sent(long now, boolean last) {
        return new Subscription(
                until, version + 1, true, false, false, now + GAP, end, last, false);
    }

    private Subscription with(boolean isUnderWay, boolean hasNews, long quiet) {
        return new Subscription(
                until, version, isUnderWay, asked, hasNews, quiet, end, said, false);
    }

    /** The first reason counts. */
    private Subscription ended(End why) {
        return new Subscription(
                until,
                version,
                underWay,
                asked,
                news,
                quietUntil,
                end.or(() -> Optional.of(why)),
                said,
                false);
    }

    private Subscription over() {
        return new Subscription(until, version, false, false, false, quietUntil, end, said, true);
    }
}
