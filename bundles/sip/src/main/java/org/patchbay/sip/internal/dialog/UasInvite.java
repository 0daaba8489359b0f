package org.patchbay.sip.internal.dialog;

import java.util.List;
import java.util.Objects;

/**
 * One INVITE that came in, first or re-INVITE, as the user agent core sees it (RFC 3261 §13.3.1,
 * §9.2, §15). Pure: time comes with each event, in nanoseconds of one monotonic clock.
 *
 * <pre>
 * PROCEEDING --accept--> ACCEPTED --ack--> CONFIRMED
 *     | reject, cancel       | 64*T1 without ACK: BYE
 *     v                      v
 *   ENDED <------------------+
 * </pre>
 *
 * @param hangUpAtAck we want to leave, but a BYE may not go before the ACK (§15)
 * @param interval until the 2xx is sent once more
 * @param resendAt when
 * @param giveUpAt no ACK until then: the peer is gone
 */
public record UasInvite(
        State state, boolean hangUpAtAck, long interval, long resendAt, long giveUpAt) {
    public enum State {
        PROCEEDING,
        ACCEPTED,
        CONFIRMED,
        ENDED
    }

    /** What happens to it. */
    public sealed interface Event {
        /** We send a provisional response. */
        record Progress(int status) implements Event {}

        record Accept() implements Event {}

        record Reject(int status) implements Event {}

        /** The call is over from our side, whatever the state. */
        record HangUp(int status) implements Event {}

        /** The INVITE came again, past its transaction. */
        record Repeated() implements Event {}

        record Cancel() implements Event {}

        record Ack() implements Event {}

        /** The peer's BYE; it may come before the ACK (§15.1.2). */
        record Bye() implements Event {}

        record Tick() implements Event {}
    }

    /** What shall be done. */
    public sealed interface Effect {
        record SendProvisional(int status) implements Effect {}

        record SendOk() implements Effect {}

        record SendOkAgain() implements Effect {}

        record SendFailure(int status) implements Effect {}

        /** The response to the CANCEL itself. */
        record AnswerCancel() implements Effect {}

        record SendBye() implements Effect {}

        /** The caller gave up before the answer. */
        record Cancelled() implements Effect {}

        /** The first ACK came, its body may be an answer. */
        record Acknowledged() implements Effect {}

        /** No ACK came in time. */
        record NoAck() implements Effect {}
    }

    /** A new state and what to do. */
    public record Step(UasInvite state, List<Effect> effects) {
        public Step {
            Objects.requireNonNull(state);
            effects = List.copyOf(effects);
        }
    }

    public static UasInvite begin() {
        return new UasInvite(State.PROCEEDING, false, 0, Timing.NEVER, Timing.NEVER);
    }

    /** When the next {@link Event.Tick} is due. */
    public long wakeAt() {
        return Math.min(resendAt, giveUpAt);
    }

    public Step next(Event event, long now) {
        switch (state) {
            case PROCEEDING:
                return proceeding(event, now);
            case ACCEPTED:
                return accepted(event, now);
            case CONFIRMED:
                return confirmed(event);
            default:
                return ended(event);
        }
    }

    private Step proceeding(Event event, long now) {
        if (event instanceof Event.Progress) {
            return stay(new Effect.SendProvisional(((Event.Progress) event).status()));
        }
        if (event instanceof Event.Accept) {
            UasInvite accepted =
                    new UasInvite(
                            State.ACCEPTED, false, Timing.T1, now + Timing.T1, now + Timing.T1_64);
            return new Step(accepted, List.of(new Effect.SendOk()));
        }
        if (event instanceof Event.Reject) {
            return end(new Effect.SendFailure(((Event.Reject) event).status()));
        }
        if (event instanceof Event.HangUp) {
            return end(new Effect.SendFailure(((Event.HangUp) event).status()));
        }
        if (event instanceof Event.Cancel) {
            return end(
                    new Effect.AnswerCancel(), new Effect.SendFailure(487), new Effect.Cancelled());
        }
        if (event instanceof Event.Bye) {
            // §15.1.2: a BYE in an early dialog ends the INVITE with 487
            return end(new Effect.SendFailure(487), new Effect.Cancelled());
        }
        return stay();
    }

    private Step accepted(Event event, long now) {
        if (event instanceof Event.Ack) {
            UasInvite after =
                    new UasInvite(
                            hangUpAtAck ? State.ENDED : State.CONFIRMED,
                            false,
                            0,
                            Timing.NEVER,
                            Timing.NEVER);
            return hangUpAtAck
                    ? new Step(after, List.of(new Effect.SendBye()))
                    : new Step(after, List.of(new Effect.Acknowledged()));
        }
        if (event instanceof Event.HangUp) {
            return new Step(new UasInvite(state, true, interval, resendAt, giveUpAt), List.of());
        }
        if (event instanceof Event.Bye) {
            return end();
        }
        if (event instanceof Event.Cancel) {
            return stay(new Effect.AnswerCancel()); // §9.2: too late, it changes nothing
        }
        if (event instanceof Event.Repeated) {
            return stay(new Effect.SendOkAgain());
        }
        return event instanceof Event.Tick ? tick(now) : stay();
    }

    /** §13.3.1.4: again after T1, doubled up to T2, until 64*T1 have passed. */
    private Step tick(long now) {
        if (now >= giveUpAt) {
            return end(new Effect.SendBye(), new Effect.NoAck());
        }
        if (now < resendAt) {
            return stay();
        }
        long next = Math.min(2 * interval, Timing.T2);
        UasInvite later = new UasInvite(state, hangUpAtAck, next, now + next, giveUpAt);
        return new Step(later, List.of(new Effect.SendOkAgain()));
    }

    private Step confirmed(Event event) {
        if (event instanceof Event.HangUp) {
            return end(new Effect.SendBye());
        }
        if (event instanceof Event.Bye) {
            return end();
        }
        return event instanceof Event.Cancel ? stay(new Effect.AnswerCancel()) : stay();
    }

    private Step ended(Event event) {
        return event instanceof Event.Cancel ? stay(new Effect.AnswerCancel()) : stay();
    }

    private Step stay(Effect... effects) {
        return new Step(this, List.of(effects));
    }

    private static Step end(Effect... effects) {
        return new Step(
                new UasInvite(State.ENDED, false, 0, Timing.NEVER, Timing.NEVER), List.of(effects));
    }
}
