package org.patchbay.sip.internal.dialog;

import java.util.List;
import java.util.Objects;

/**
 * Who may offer now, once a dialog is confirmed (RFC 3264 §4, RFC 3261 §14, RFC 3311 §5.2). Pure.
 *
 * @param retryAt when a re-INVITE that met a 491 goes again, nanoseconds; {@link Timing#NEVER} else
 */
public record Renegotiation(State state, long retryAt) {
    public enum State {
        STABLE,
        /** Our re-INVITE is out. */
        LOCAL,
        /** The peer's offer is being answered. */
        REMOTE,
        /** The peer's INVITE had no offer; ours is in the 2xx, the answer comes with the ACK. */
        REMOTE_AWAITS_ACK,
        /** Ours met a 491 and goes again later. */
        LOCAL_LATER
    }

    /** What happens. */
    public sealed interface Event {
        /** We would like to offer. */
        record WantOffer() implements Event {}

        /** A re-INVITE or an UPDATE with an offer. */
        record PeerOffers() implements Event {}

        /** We answered, or refused, what the peer asked. */
        record PeerServed(boolean ackBringsAnswer) implements Event {}

        record AckWithAnswer() implements Event {}

        /** The final response to ours. */
        record Response(int status) implements Event {}

        record Tick() implements Event {}
    }

    /** What shall be done. */
    public sealed interface Effect {
        record SendOffer() implements Effect {}

        /** Not now: it is done as soon as this is over. */
        record Refuse(int status) implements Effect {}

        record TakeOffer() implements Effect {}

        record Accepted() implements Effect {}

        /** Forget our offer: what was in force stays. */
        record Rejected(int status) implements Effect {}

        /** 408 or 481: the peer has no such dialog any more (RFC 3261 §12.2.1.2). */
        record DialogGone() implements Effect {}
    }

    /** A new state and what to do. */
    public record Step(Renegotiation state, List<Effect> effects) {
        public Step {
            Objects.requireNonNull(state);
            effects = List.copyOf(effects);
        }
    }

    public static Renegotiation stable() {
        return new Renegotiation(State.STABLE, Timing.NEVER);
    }

    /**
     * @param ownsCallId whether we made the dialog's Call-ID: it decides who waits longer
     * @param random 0…1
     * @return nanoseconds to wait after a 491 (RFC 3261 §14.1)
     */
    public static long backoff(boolean ownsCallId, double random) {
        long stepMs = 10;
        long ms =
                ownsCallId
                        ? 2100 + stepMs * Math.round(random * 190)
                        : stepMs * Math.round(random * 200);
        return java.util.concurrent.TimeUnit.MILLISECONDS.toNanos(ms);
    }

    /**
     * @param backoff what {@link #backoff} says, used after a 491
     */
    public Step next(Event event, long now, long backoff) {
        if (event instanceof Event.PeerOffers) {
            return peerOffers();
        }
        if (event instanceof Event.WantOffer) {
            return state == State.STABLE
                    ? to(State.LOCAL, new Effect.SendOffer())
                    : stay(new Effect.Rejected(491));
        }
        if (event instanceof Event.Tick) {
            return state == State.LOCAL_LATER && now >= retryAt
                    ? to(State.LOCAL, new Effect.SendOffer())
                    : stay();
        }
        if (event instanceof Event.PeerServed && state == State.REMOTE) {
            boolean waits = ((Event.PeerServed) event).ackBringsAnswer();
            return to(waits ? State.REMOTE_AWAITS_ACK : State.STABLE);
        }
        if (event instanceof Event.AckWithAnswer && state == State.REMOTE_AWAITS_ACK) {
            return to(State.STABLE);
        }
        if (event instanceof Event.Response && state == State.LOCAL) {
            return response(((Event.Response) event).status(), now, backoff);
        }
        return stay();
    }

    private Step peerOffers() {
        switch (state) {
            case STABLE:
                return to(State.REMOTE, new Effect.TakeOffer());
            case LOCAL_LATER:
                // what we wanted to offer is settled by what the peer offers now
                return to(State.REMOTE, new Effect.Rejected(491), new Effect.TakeOffer());
            case REMOTE:
                return stay(new Effect.Refuse(500)); // RFC 3261 §14.2, with Retry-After
            default:
                return stay(new Effect.Refuse(491));
        }
    }

    private Step response(int status, long now, long backoff) {
        if (status < 200) {
            return stay();
        }
        if (status < 300) {
            return to(State.STABLE, new Effect.Accepted());
        }
        if (status == 491) {
            return new Step(new Renegotiation(State.LOCAL_LATER, now + backoff), List.of());
        }
        if (status == 481 || status == 408) {
            return to(State.STABLE, new Effect.DialogGone());
        }
        return to(State.STABLE, new Effect.Rejected(status));
    }

    private static Step to(State newState, Effect... effects) {
        return new Step(new Renegotiation(newState, Timing.NEVER), List.of(effects));
    }

    private Step stay(Effect... effects) {
        return new Step(this, List.of(effects));
    }
}
