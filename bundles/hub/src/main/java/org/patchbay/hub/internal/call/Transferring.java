package org.patchbay.hub.internal.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/**
 * One of two who talked gives the other to somebody else, who is rung.
 *
 * @param number where the transfer leads, as who stays is shown it
 * @param fork empty until it is known whom the targets stand for
 */
record Transferring(Giving giving, String number, Plan.Ring plan, Optional<Fork> fork)
        implements Activity {
    /** Until those who are rung count as not answering, where no plan says so. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(30);

    static void begin(Turn turn, Talking talk, Message.TransferAsked asked) {
        Giving giving = Giving.begin(turn, talk, asked);
        if (asked.to() instanceof TransferTo.Somebody somebody) {
            ring(turn, giving, number(somebody.target()), ringing(somebody.target()));
        } else if (asked.to() instanceof TransferTo.Number dialled) {
            TransferRouting.begin(turn, giving, dialled.number());
        } else if (asked.to() instanceof TransferTo.SeatOf seat) {
            Handing.begin(turn, giving, seat.leg());
        } else {
            throw new IllegalStateException("no such transfer: " + asked.to());
        }
    }

    /** It is known where that leads. */
    static void begin(
            Turn turn, Talking talk, Message.TransferAsked asked, String number, Verdict known) {
        TransferRouting.known(turn, Giving.begin(turn, talk, asked), number, known);
    }

    static Plan.Ring ringing(Target to) {
        return Plan.Ring.all(List.of(to), NO_ANSWER);
    }

    static void ring(Turn turn, Giving giving, String number, Plan.Ring ring) {
        turn.go(new Transferring(giving, number, ring, Optional.empty()));
        turn.effect(new Effect.Resolve(ring));
    }

    /** Behind the trunk, if there is one: {@code trunk:acme/123}. */
    static String number(Target to) {
        return to.address().substring(to.address().lastIndexOf('/') + 1);
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.None("a transfer is under way already");
    }

    @Override
    public String stateName() {
        return "TRANSFERRING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Resolved resolved && fork.isEmpty()) {
            Party shown = plan.callerId().orElse(giving.staysIs());
            step(turn, Fork.start(new Fork.Shown(shown, number, plan.timeout()), resolved));
        } else if (message instanceof Message.Ended ended && ended.leg().equals(giving.by())) {
            turn.go(new Transferring(giving.left(), number, plan, fork));
        } else {
            fork.ifPresent(f -> step(turn, f.next(message)));
        }
    }

    private void step(Turn turn, Fork.Step step) {
        turn.go(new Transferring(giving, number, plan, Optional.of(step.fork())));
        turn.effects(step.effects());
        turn.caller(turn.caller().ringback(step.fork().alerting()));
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Alerted) {
                giving.tell(turn, new TransferProgress.Ringing());
            } else if (signal instanceof Fork.Signal.Early early) {
                turn.effect(new Effect.JoinMix(early.leg()));
            } else if (signal instanceof Fork.Signal.Won won) {
                won(turn, won.leg());
            } else if (signal instanceof Fork.Signal.Lost lost) {
                lost(turn, lost.cause(), step.fork().outcome(lost.cause()));
            }
        }
    }

    private void won(Turn turn, LegId to) {
        LegId stays = turn.caller().leg();
        giving.done(turn, Optional.of(to));
        Party toIs = new Party(number, "");
        Talking.begin(turn, to, giving.staysIs(), toIs);
        turn.effect(new Effect.Identify(stays, Optional.of(to), toIs));
    }

    private void lost(Turn turn, DisconnectCause cause, Plan.Outcome outcome) {
        Plan instead = plan.otherwise().get(outcome);
        if (instead == null) {
            giving.failed(turn, cause);
        } else {
            TransferRouting.follow(turn, giving, number, instead);
        }
    }

    /** It goes on as if who gives the call away had dialled. */
    @Override
    public Optional<String> account(Facts facts) {
        return giving.byOwner().user();
    }

    @Override
    public void abandon(Turn turn) {
        fork.ifPresent(f -> turn.effects(f.cancel(DisconnectCause.of(Reason.CANCELLED))));
        giving.abandon(turn);
    }
}
