package org.patchbay.hub.internal.drive;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallControl.DialOutcome;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * The part of a {@link DriveTurn} that is about a third, whom the two who talk do not hear ring.
 */
final class JoinTurn {
    private final DriveTurn turn;
    private Optional<Dialling> joining;

    JoinTurn(DriveTurn turn, Optional<Dialling> joining) {
        this.turn = turn;
        this.joining = joining;
    }

    Optional<Dialling> joining() {
        return joining;
    }

    void begin(long ticket, Plan.Ring ring, Drive.Setting setting) {
        if (joining.isPresent()) {
            turn.fail(ticket, "join: a third is there or rings already");
        } else {
            ring(ticket, ring, setting);
        }
    }

    private void ring(long ticket, Plan.Ring ring, Drive.Setting setting) {
        joining = Optional.of(Dialling.begin(ticket, ring, setting));
        turn.effect(new Effect.Resolve(ring));
    }

    /** Whether a third is being rung. */
    boolean rings() {
        return joining.filter(j -> j.peer().isEmpty()).isPresent();
    }

    /** Ends its leg, or stops ringing; empty where there is none. */
    List<Effect> drop() {
        if (joining.isEmpty()) {
            return List.of();
        }
        Dialling now = joining.get();
        if (now.peer().isPresent()) {
            LegId leg = now.peer().get();
            return List.of(new Effect.HangupLeg(leg, DisconnectCause.of(Reason.NORMAL)));
        }
        List<Effect> effects =
                now.fork()
                        .map(f -> f.cancel(DisconnectCause.of(Reason.CANCELLED)))
                        .orElse(List.of());
        over(DialOutcome.NO_ANSWER);
        return effects;
    }

    /** False where the message is none for a third. */
    boolean next(Message message) {
        if (joining.isEmpty()) {
            return false;
        }
        Dialling now = joining.get();
        if (message instanceof Message.Ended ended && now.peer().isPresent()) {
            boolean its = now.peer().get().equals(ended.leg());
            if (its) {
                over(DialOutcome.ANSWERED);
            }
            return its;
        }
        if (now.peer().isPresent()) {
            return false;
        }
        if (message instanceof Message.Resolved resolved && now.fork().isEmpty()) {
            step(now, Fork.start(now.shown(), resolved));
            return true;
        }
        boolean its =
                message instanceof Message.Fired
                        || message instanceof Message.OfLeg told && now.rings(told.leg())
                        || message instanceof Message.Redirected other && now.rings(other.leg());
        if (its) {
            now.fork().ifPresent(fork -> step(now, fork.next(message)));
        }
        return its;
    }

    private void step(Dialling now, Fork.Step step) {
        joining = Optional.of(now.with(step.fork()));
        step.effects().forEach(turn::effect);
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Won won) {
                joining = Optional.of(now.answeredBy(won.leg()).inMix());
                turn.effect(new Effect.JoinMix(won.leg()));
            } else if (signal instanceof Fork.Signal.Lost lost) {
                lost(now, step.fork().outcome(lost.cause()));
            }
        }
    }

    private void lost(Dialling now, Plan.Outcome outcome) {
        if (now.ring().otherwise().get(outcome) instanceof Plan.Ring instead) {
            ring(now.ticket(), instead, turn.setting());
        } else {
            over(DialOutcome.valueOf(outcome.name()));
        }
    }

    private void over(DialOutcome outcome) {
        long ticket = joining.orElseThrow().ticket();
        joining = Optional.empty();
        turn.effect(Effect.Reply.of(ticket, outcome));
    }
}
