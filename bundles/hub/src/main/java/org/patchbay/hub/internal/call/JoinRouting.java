package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/**
 * The apps are asked who a third is, as if who invites it had dialled that number. Only somebody
 * who can be rung can talk with the two: rooms and apps are calls of their own.
 *
 * @param ask number of the question
 */
record JoinRouting(Inviting inviting, int ask) implements Activity {
    /** The number leads to a room or an app: nobody there declined. */
    private static final Reason NOBODY = Reason.BAD_REQUEST;

    static void begin(Turn turn, Inviting inviting) {
        int ask = turn.nextNumber();
        turn.go(new JoinRouting(inviting, ask));
        Facts asDialled =
                turn.facts().asDialledBy(inviting.byIs(), inviting.number(), inviting.byOwner());
        Optional<AppRequest> anybody = Optional.empty();
        turn.effect(new Effect.AskApps(ask, anybody, true, asDialled.view(anybody)));
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
        if (message instanceof Message.Decided decided && decided.ask() == ask) {
            obey(decided.verdict(), turn);
        } else {
            inviting.two().on(message, turn);
        }
    }

    private void obey(Verdict verdict, Turn turn) {
        if (verdict instanceof Verdict.Follow follow) {
            turn.decided(follow.by(), follow.reasons(), PlanText.of(follow.plan()));
            follow(turn, inviting, follow.plan());
        } else if (verdict instanceof Verdict.Nobody nobody) {
            inviting.failed(turn, nobody.cause());
        } else {
            // An app cannot be rung, and nobody waits for one that is away.
            boolean away = verdict instanceof Verdict.Away;
            inviting.failed(turn, DisconnectCause.of(away ? Reason.UNAVAILABLE : NOBODY));
        }
    }

    static void follow(Turn turn, Inviting inviting, Plan plan) {
        if (plan instanceof Plan.Ring ring) {
            Joining.ring(turn, inviting, ring);
        } else {
            Reason why = plan instanceof Plan.Reject no ? no.reason() : NOBODY;
            inviting.failed(turn, DisconnectCause.of(why));
        }
    }
}
