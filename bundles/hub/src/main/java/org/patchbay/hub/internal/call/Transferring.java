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
import org.patchbay.call.api.Target;
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
 * @param byIs as others are shown it
 * @param toIs as whoever is rung will be shown
 * @param shown what those who are rung see: who stays
 * @param fork empty until it is known whom the target stands for
 */
record Transferring(
        LegId by, boolean gone, Party byIs, Party toIs, Fork.Shown shown, Optional<Fork> fork)
        implements Activity {
    /** Until those who are rung count as not answering. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(30);

    static void begin(Turn turn, Talking talk, Message.TransferAsked asked) {
        LegId by = asked.by();
        boolean callerLeaves = turn.caller().leg().equals(by);
        Party stays = callerLeaves ? talk.peerIs() : talk.callerIs();
        Party leaves = callerLeaves ? talk.callerIs() : talk.peerIs();
        if (callerLeaves) {
            turn.caller(Caller.called(talk.peer()));
        }
        Facts facts = turn.facts();
        turn.effect(new Effect.LeaveMix(by));
        turn.publish(new HouseEvent.TransferStarted(facts.id(), by, asked.to().toString()));
        Fork.Shown shown = new Fork.Shown(stays, facts.called(), NO_ANSWER);
        Party to = new Party(number(asked.to()), "");
        turn.go(new Transferring(by, false, leaves, to, shown, Optional.empty()));
        turn.effect(new Effect.Resolve(Plan.Ring.all(List.of(asked.to()), NO_ANSWER)));
    }

    /** Behind the trunk, if there is one: {@code trunk:acme/123}. */
    private static String number(Target to) {
        return to.address().substring(to.address().lastIndexOf('/') + 1);
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
            turn.go(new Transferring(by, true, byIs, toIs, shown, fork));
        } else {
            fork.ifPresent(f -> step(turn, f.next(message)));
        }
    }

    private void step(Turn turn, Fork.Step step) {
        turn.go(new Transferring(by, gone, byIs, toIs, shown, Optional.of(step.fork())));
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
        Talking.begin(turn, to, shown.caller(), toIs);
    }

    private void lost(Turn turn, DisconnectCause cause) {
        DisconnectCause why = Outcomes.of(cause.reason()).forCaller();
        turn.publish(new HouseEvent.TransferFailed(turn.facts().id(), by, why));
        if (gone) {
            turn.finish(why);
        } else {
            Talking.begin(turn, by, shown.caller(), byIs);
        }
    }

    @Override
    public void abandon(Turn turn) {
        fork.ifPresent(f -> turn.effects(f.cancel(DisconnectCause.of(Reason.CANCELLED))));
    }
}
