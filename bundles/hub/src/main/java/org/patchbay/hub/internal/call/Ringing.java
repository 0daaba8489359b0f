package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Newcomer;

/**
 * A plan rings somebody.
 *
 * @param fork empty until it is known whom the targets stand for
 * @param reseated another than who called waits by now: who rings was shown the first
 */
record Ringing(Plan.Ring ring, Optional<Fork> fork, boolean reseated) implements Activity {
    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public String stateName() {
        return "RINGING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Resolved resolved && fork.isEmpty()) {
            Facts facts = turn.facts();
            Fork.Shown shown =
                    new Fork.Shown(
                            ring.callerId().orElse(facts.caller()), facts.called(), ring.timeout());
            step(turn, Fork.start(shown, resolved));
        } else if (message instanceof Message.CallerOpened opened) {
            if (opened.failure().isEmpty()) {
                turn.effect(new Effect.JoinMix(turn.caller().leg()));
            }
        } else if (message instanceof Message.Seated seated && rings(seated.seat())) {
            DisconnectCause elsewhere = DisconnectCause.of(Reason.ANSWERED_ELSEWHERE);
            fork.ifPresent(f -> turn.effects(f.cancel(elsewhere)));
            turn.caller(turn.caller().ringback(false));
            answeredBy(turn, seated.newcomer());
        } else if (message instanceof Message.Seated seated) {
            turn.effect(new Effect.LeaveMix(seated.seat()));
            turn.go(new Ringing(ring, fork, true));
            turn.callerIs(seated.newcomer());
            turn.effect(new Effect.JoinMix(turn.caller().leg()));
            fork.ifPresent(f -> turn.caller(turn.caller().ringback(f.alerting())));
        } else if (message instanceof Message.CallerAnswered) {
            // Asked for by the driver that passed the call on.
            turn.effect(new Effect.JoinMix(turn.caller().leg()));
            fork.ifPresent(f -> turn.caller(turn.caller().ringback(f.alerting())));
        } else {
            fork.ifPresent(f -> step(turn, f.next(message)));
        }
    }

    /** Somebody else than who rang has the call; a caller who is not answered sees it with that. */
    private static void answeredBy(Turn turn, Newcomer newcomer) {
        Party caller = turn.facts().caller();
        Talking.introduce(turn, newcomer.leg(), newcomer.is(), turn.caller().leg(), caller);
        Bridging.begin(turn, newcomer.leg());
    }

    @Override
    public boolean givesSeat(LegId seat, Caller caller) {
        return seat.equals(caller.leg()) || rings(seat);
    }

    private boolean rings(LegId leg) {
        return fork.filter(f -> f.ringing().containsKey(leg)).isPresent();
    }

    private void step(Turn turn, Fork.Step step) {
        turn.go(new Ringing(ring, Optional.of(step.fork()), reseated));
        turn.effects(step.effects());
        turn.caller(turn.caller().ringback(step.fork().alerting()));
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Alerted) {
                turn.caller(turn.caller().ring());
            } else if (signal instanceof Fork.Signal.Early early) {
                early(turn, early.leg());
            } else if (signal instanceof Fork.Signal.Won won) {
                won(turn, won.leg());
            } else if (signal instanceof Fork.Signal.Lost lost) {
                lost(turn, lost.cause(), step.fork().outcome(lost.cause()));
            }
        }
    }

    private void won(Turn turn, LegId leg) {
        Bridging.begin(turn, leg);
        if (reseated) {
            Facts facts = turn.facts();
            Party called = new Party(facts.called(), "");
            Talking.introduce(turn, leg, called, turn.caller().leg(), facts.caller());
        }
    }

    private static void early(Turn turn, LegId leg) {
        turn.effect(new Effect.JoinMix(leg));
        if (turn.caller().hears()) {
            turn.effect(new Effect.JoinMix(turn.caller().leg()));
        } else {
            turn.caller(turn.caller().open());
        }
    }

    private void lost(Turn turn, DisconnectCause cause, Plan.Outcome outcome) {
        Plan instead = ring.otherwise().get(outcome);
        if (instead == null) {
            turn.finish(Outcomes.of(cause.reason()).forCaller());
        } else {
            turn.follow(instead);
        }
    }

    @Override
    public void abandon(Turn turn) {
        fork.ifPresent(f -> turn.effects(f.cancel(DisconnectCause.of(Reason.CANCELLED))));
    }
}
