package org.patchbay.sip.internal.dialog;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One INVITE that we sent, as the user agent core sees it (RFC 3261 §13.2, §9.1). Pure: time comes
 * with each event, in nanoseconds of one monotonic clock.
 *
 * <pre>
 * CALLING --1xx--> PROCEEDING --2xx--> ANSWERED
 *    | hang up         | hang up: CANCEL
 *    v                 v
 * WAITING --1xx--> CANCELLING --2xx: ACK and BYE--> ENDED
 * </pre>
 *
 * @param answeredTag whose 2xx came first; empty before
 * @param strangers tags of other 2xx, which were acknowledged and ended (§13.2.2.4)
 * @param giveUpAt when a cancelled INVITE counts as ended without a final response (§9.1)
 */
public record UacInvite(State state, String answeredTag, Set<String> strangers, long giveUpAt) {
    /** More than that many forks of one INVITE are an attack. */
    private static final int MOST_FORKS = 16;

    public enum State {
        CALLING,
        PROCEEDING,
        /** We want to leave, but a CANCEL may not go before a provisional response. */
        WAITING,
        CANCELLING,
        ANSWERED,
        ENDED
    }

    public UacInvite {
        Objects.requireNonNull(state);
        strangers = Set.copyOf(strangers);
    }

    /** What happens to it. */
    public sealed interface Event {
        /** 100 to 199. */
        record Provisional(int status, String tag) implements Event {}

        record Success(String tag) implements Event {}

        /** 300 to 699. */
        record Failure(int status) implements Event {}

        /** Sent once more with credentials: as if new. */
        record SentAgain() implements Event {}

        /** Timer B, or the transport failed. */
        record NoResponse() implements Event {}

        record HangUp() implements Event {}

        record Tick() implements Event {}
    }

    /** What shall be done. */
    public sealed interface Effect {
        record SendCancel() implements Effect {}

        record SendAck(String tag) implements Effect {}

        record SendBye(String tag) implements Effect {}

        /** An early dialog, or more of it. */
        record Early(int status, String tag) implements Effect {}

        record Answered(String tag) implements Effect {}

        /** The far side refused. */
        record Refused(int status) implements Effect {}

        record Unreachable() implements Effect {}

        /** Nothing more to wait for: forget the transaction. */
        record Abandon() implements Effect {}
    }

    /** A new state and what to do. */
    public record Step(UacInvite state, List<Effect> effects) {
        public Step {
            Objects.requireNonNull(state);
            effects = List.copyOf(effects);
        }
    }

    public static UacInvite begin() {
        return new UacInvite(State.CALLING, "", Set.of(), Timing.NEVER);
    }

    public long wakeAt() {
        return giveUpAt;
    }

    public boolean wantsToLeave() {
        return state == State.WAITING || state == State.CANCELLING || state == State.ENDED;
    }

    public Step next(Event event, long now) {
        if (event instanceof Event.Success) {
            return success(((Event.Success) event).tag());
        }
        switch (state) {
            case CALLING, PROCEEDING:
                return trying(event, now);
            case WAITING, CANCELLING:
                return leaving(event, now);
            default:
                return stay();
        }
    }

    /** Every 2xx is acknowledged, each time; only the first makes a call. */
    private Step success(String tag) {
        boolean first = answeredTag.isEmpty() && !wantsToLeave();
        if (first) {
            return new Step(
                    new UacInvite(State.ANSWERED, tag, strangers, Timing.NEVER),
                    List.of(new Effect.SendAck(tag), new Effect.Answered(tag)));
        }
        if (tag.equals(answeredTag) || strangers.contains(tag)) {
            return stay(new Effect.SendAck(tag));
        }
        if (strangers.size() >= MOST_FORKS) {
            return stay();
        }
        Set<String> more = new HashSet<>(strangers);
        more.add(tag);
        State after = state == State.ANSWERED ? State.ANSWERED : State.ENDED;
        return new Step(
                new UacInvite(after, answeredTag, more, Timing.NEVER),
                List.of(new Effect.SendAck(tag), new Effect.SendBye(tag)));
    }

    private Step trying(Event event, long now) {
        if (event instanceof Event.Provisional) {
            Event.Provisional provisional = (Event.Provisional) event;
            UacInvite proceeding = to(State.PROCEEDING);
            return provisional.status() == 100
                    ? new Step(proceeding, List.of())
                    : new Step(
                            proceeding,
                            List.of(new Effect.Early(provisional.status(), provisional.tag())));
        }
        if (event instanceof Event.Failure) {
            return new Step(
                    to(State.ENDED), List.of(new Effect.Refused(((Event.Failure) event).status())));
        }
        if (event instanceof Event.NoResponse) {
            return new Step(to(State.ENDED), List.of(new Effect.Unreachable()));
        }
        if (event instanceof Event.SentAgain) {
            return new Step(to(State.CALLING), List.of());
        }
        if (event instanceof Event.HangUp) {
            return state == State.PROCEEDING
                    ? cancelling(now)
                    : new Step(
                            new UacInvite(
                                    State.WAITING, answeredTag, strangers, now + Timing.T1_64),
                            List.of());
        }
        return stay();
    }

    private Step leaving(Event event, long now) {
        if (event instanceof Event.Provisional && state == State.WAITING) {
            return cancelling(now);
        }
        if (event instanceof Event.Failure || event instanceof Event.NoResponse) {
            return new Step(to(State.ENDED), List.of());
        }
        if (event instanceof Event.Tick && now >= giveUpAt) {
            return new Step(to(State.ENDED), List.of(new Effect.Abandon()));
        }
        return stay();
    }

    private Step cancelling(long now) {
        return new Step(
                new UacInvite(State.CANCELLING, answeredTag, strangers, now + Timing.T1_64),
                List.of(new Effect.SendCancel()));
    }

    private UacInvite to(State newState) {
        return new UacInvite(newState, answeredTag, strangers, Timing.NEVER);
    }

    private Step stay(Effect... effects) {
        return new Step(this, List.of(effects));
    }
}
