package org.patchbay.hub.internal.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * One of two who talked gives the other to somebody else, who is rung. Who stays is the call's
 * caller from now on, hears what a caller hears, and ends the call by leaving; who gave it away may
 * leave at any time, and talks again where nobody answers.
 *
 * @param by who gave the call away
 * @param gone and has left since
 * @param shown what those who are rung see
 * @param fork empty until it is known whom the target stands for
 */
record Transferring(LegId by, boolean gone, Fork.Shown shown, Optional<Fork> fork)
        implements Activity {
    /** Until those who are rung count as not answering. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(30);

    /**
     * @param peer whom the caller talks to
     */
    static void begin(Turn turn, LegId peer, Message.TransferAsked asked) {
        LegId by = asked.by();
        boolean callerLeaves = turn.caller().leg().equals(by);
        Facts facts = turn.facts();
        // Whom we rang is known by the number that was dialled.
        Party stays = callerLeaves ? new Party(facts.called(), "") : facts.caller();
        if (callerLeaves) {
            turn.caller(Caller.called(peer));
        }
        turn.effect(new Effect.LeaveMix(by));
        turn.publish(new HouseEvent.TransferStarted(facts.id(), by, asked.to().toString()));
        Fork.Shown shown = new Fork.Shown(stays, facts.called(), NO_ANSWER);
        turn.go(new Transferring(by, false, shown, Optional.empty()));
        turn.effect(new Effect.Resolve(Plan.Ring.all(List.of(asked.to()), NO_ANSWER)));
    }

    @Override
    public String stateName() {
        return "TRANSFERRING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Resolved resolved && fork.isEmpty()) {
            step(turn, Fork.start(shown, resolved));
        } else if (message instanceof Message.Ended ended && ended.leg().equals(by)) {
            turn.go(new Transferring(by, true, shown, fork));
        } else {
            fork.ifPresent(f -> step(turn, f.next(message)));
        }
    }

    private void step(Turn turn, Fork.Step step) {
        turn.go(new Transferring(by, gone, shown, Optional.of(step.fork())));
        turn.effects(step.effects());
        turn.caller(turn.caller().ringback(step.fork().alerting()));
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Early early) {
                turn.effect(new Effect.JoinMix(early.leg()));
            } else if (signal instanceof Fork.Signal.Won won) {
                won(turn, won.leg());
            } else if (signal instanceof Fork.Signal.Lost lost) {
                lost(turn, lost.cause());
            }
        }
    }

    private void won(Turn turn, LegId to) {
        turn.publish(new HouseEvent.TransferDone(turn.facts().id(), by, to));
        turn.effect(new Effect.HangupLeg(by, DisconnectCause.of(Reason.NORMAL)));
        Talking.begin(turn, to);
    }

    private void lost(Turn turn, DisconnectCause cause) {
        DisconnectCause why = Outcomes.of(cause.reason()).forCaller();
        turn.publish(new HouseEvent.TransferFailed(turn.facts().id(), by, why));
        if (gone) {
            turn.finish(why);
        } else {
            Talking.begin(turn, by);
        }
    }

    @Override
    public void abandon(Turn turn) {
        fork.ifPresent(f -> turn.effects(f.cancel(DisconnectCause.of(Reason.CANCELLED))));
    }
}
