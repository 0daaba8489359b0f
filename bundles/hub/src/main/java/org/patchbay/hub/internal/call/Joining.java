package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * A third is rung while the two talk.
 *
 * @param fork empty until it is known whom the targets stand for
 */
record Joining(Inviting inviting, Plan.Ring plan, Optional<Fork> fork) implements Activity {
    static void begin(Turn turn, Talking two, Message.JoinAsked asked) {
        if (asked.third() instanceof TransferTo.Number dialled) {
            JoinRouting.begin(turn, inviting(turn, two, asked, dialled.number()));
        } else if (asked.third() instanceof TransferTo.Somebody somebody) {
            String number = Transferring.number(somebody.target());
            ring(turn, inviting(turn, two, asked, number), Transferring.ringing(somebody.target()));
        } else {
            throw new IllegalStateException("no such third: " + asked.third());
        }
    }

    private static Inviting inviting(
            Turn turn, Talking two, Message.JoinAsked asked, String number) {
        Inviting inviting = Inviting.of(two, asked, number);
        inviting.tell(turn, new JoinProgress.Begun());
        return inviting;
    }

    static void ring(Turn turn, Inviting inviting, Plan.Ring ring) {
        turn.go(new Joining(inviting, ring, Optional.empty()));
        turn.effect(new Effect.Resolve(ring));
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.None("somebody is being added just now");
    }

    @Override
    public String stateName() {
        return "JOINING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Resolved resolved && fork.isEmpty()) {
            Party shown = plan.callerId().orElse(inviting.byIs());
            Fork.Shown seen = new Fork.Shown(shown, inviting.number(), plan.timeout());
            step(turn, Fork.start(seen, resolved));
        } else if (message instanceof Message.Ended ended
                && ended.leg().equals(inviting.two().peer())) {
            inviting.two().on(message, turn);
        } else {
            fork.ifPresent(f -> step(turn, f.next(message)));
        }
    }

    private void step(Turn turn, Fork.Step step) {
        turn.go(new Joining(inviting, plan, Optional.of(step.fork())));
        turn.effects(step.effects());
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Won won) {
                Party is = new Party(inviting.number(), "");
                ThreeWay.begin(turn, inviting.two(), won.leg(), is);
                inviting.tell(turn, new JoinProgress.Done());
            } else if (signal instanceof Fork.Signal.Lost lost) {
                lost(turn, lost.cause(), step.fork().outcome(lost.cause()));
            }
        }
    }

    private void lost(Turn turn, DisconnectCause cause, Plan.Outcome outcome) {
        Plan instead = plan.otherwise().get(outcome);
        if (instead == null) {
            inviting.failed(turn, cause);
        } else {
            JoinRouting.follow(turn, inviting, instead);
        }
    }

    /** As if who invites had dialled. */
    @Override
    public Optional<String> account(Facts facts) {
        return inviting.byOwner().user();
    }

    @Override
    public void abandon(Turn turn) {
        fork.ifPresent(f -> turn.effects(f.cancel(DisconnectCause.of(Reason.CANCELLED))));
    }
}
