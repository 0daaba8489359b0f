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

/** The part of a {@link DriveTurn} that is about a dial. */
final class DialTurn {
    private final DriveTurn turn;
    private Optional<Dialling> dialling;

    DialTurn(DriveTurn turn, Optional<Dialling> dialling) {
        this.turn = turn;
        this.dialling = dialling;
    }

    Optional<Dialling> dialling() {
        return dialling;
    }

    /** Somebody is alerted, and the caller hears nothing of it. */
    boolean alerting() {
        return dialling.flatMap(Dialling::fork).filter(Fork::alerting).isPresent();
    }

    /** Who was dialled talks to the caller. */
    boolean talks() {
        return dialling.filter(Dialling::joined).isPresent();
    }

    /** Ends the leg of who talks; empty where nobody does. */
    List<Effect> drop() {
        return dialling.filter(Dialling::joined).flatMap(Dialling::peer).stream()
                .<Effect>map(leg -> new Effect.HangupLeg(leg, DisconnectCause.of(Reason.NORMAL)))
                .toList();
    }

    void begin(long ticket, Plan.Ring ring, Drive.Setting setting) {
        if (dialling.isPresent()) {
            turn.fail(ticket, "somebody is being dialled already");
            return;
        }
        ring(ticket, ring, setting);
    }

    private void ring(long ticket, Plan.Ring ring, Drive.Setting setting) {
        dialling = Optional.of(Dialling.begin(ticket, ring, setting));
        turn.effect(new Effect.Resolve(ring));
    }

    void next(Message message) {
        if (dialling.isEmpty()) {
            return;
        }
        Dialling now = dialling.get();
        if (message instanceof Message.Resolved resolved
                && now.fork().isEmpty()
                && now.peer().isEmpty()) {
            step(now, Fork.start(now.shown(), resolved));
        } else if (now.fork().isPresent()) {
            step(now, now.fork().get().next(message));
        } else if (message instanceof Message.Ended ended) {
            now.peer().filter(ended.leg()::equals).ifPresent(leg -> over(DialOutcome.ANSWERED));
        }
    }

    private void step(Dialling now, Fork.Step step) {
        dialling = Optional.of(now.with(step.fork()));
        step.effects().forEach(turn::effect);
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Alerted) {
                turn.alerted();
            } else if (signal instanceof Fork.Signal.Early early) {
                turn.early(early);
            } else if (signal instanceof Fork.Signal.Won won) {
                won(now, won.leg());
            } else if (signal instanceof Fork.Signal.Lost lost) {
                lost(now, step.fork().outcome(lost.cause()));
            }
        }
    }

    private void won(Dialling now, LegId peer) {
        dialling = Optional.of(now.answeredBy(peer));
        if (turn.caller().answered()) {
            join();
        } else {
            turn.caller(turn.caller().answer());
        }
    }

    void callerAnswered() {
        if (dialling.isPresent() && dialling.get().peer().isPresent()) {
            join();
        }
    }

    private void join() {
        Dialling now = dialling.orElseThrow();
        turn.effect(new Effect.JoinMix(now.peer().orElseThrow()));
        dialling = Optional.of(now.inMix());
    }

    /** A driver keeps its call: instead of one who failed it can only ring somebody else. */
    private void lost(Dialling now, Plan.Outcome outcome) {
        if (now.ring().otherwise().get(outcome) instanceof Plan.Ring instead) {
            ring(now.ticket(), instead, turn.setting());
        } else {
            over(DialOutcome.valueOf(outcome.name()));
        }
    }

    private void over(DialOutcome outcome) {
        long ticket = dialling.orElseThrow().ticket();
        dialling = Optional.empty();
        turn.effect(Effect.Reply.of(ticket, outcome));
    }
}
