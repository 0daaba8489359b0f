package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/**
 * The apps are asked where a transfer to a number leads, as if who gives the call away had dialled
 * it. Where that is no ring, there is nothing to wait for: the transfer is through, and who stays
 * goes to the room or the app.
 *
 * @param ask number of the question
 */
record TransferRouting(Giving giving, String number, int ask) implements Activity {
    static void begin(Turn turn, Giving giving, String number) {
        int ask = turn.nextNumber();
        turn.go(new TransferRouting(giving, number, ask));
        Party dials = giving.byOwner().party().orElse(giving.byIs());
        Facts asDialled = turn.facts().asDialledBy(dials, number, giving.byOwner());
        Optional<AppRequest> anybody = Optional.empty();
        turn.effect(new Effect.AskApps(ask, anybody, true, asDialled.view(anybody)));
    }

    static void known(Turn turn, Giving giving, String number, Verdict verdict) {
        TransferRouting asked = new TransferRouting(giving, number, turn.nextNumber());
        turn.go(asked);
        asked.obey(verdict, turn);
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
        if (message instanceof Message.Decided decided && decided.ask() == ask) {
            obey(decided.verdict(), turn);
        } else if (message instanceof Message.Ended ended && ended.leg().equals(giving.by())) {
            turn.go(new TransferRouting(giving.left(), number, ask));
        }
    }

    private void obey(Verdict verdict, Turn turn) {
        if (verdict instanceof Verdict.Follow follow && isTry(follow.plan())) {
            turn.decided(follow.by(), follow.reasons(), PlanText.of(follow.plan()));
            follow(turn, giving, number, follow.plan());
        } else if (verdict instanceof Verdict.Nobody nobody) {
            giving.failed(turn, nobody.cause());
        } else if (verdict instanceof Verdict.Away) {
            giving.failed(turn, DisconnectCause.of(Reason.UNAVAILABLE)); // nobody waits for that
        } else {
            goOn(turn, giving, number);
            Routing.obey(verdict, turn, Question.OF_ALL);
        }
    }

    private static boolean isTry(Plan plan) {
        return plan instanceof Plan.Ring || plan instanceof Plan.Reject;
    }

    /** Rings on, refuses, or lets go of who gave the call away and follows any other plan. */
    static void follow(Turn turn, Giving giving, String number, Plan plan) {
        if (plan instanceof Plan.Ring ring) {
            Transferring.ring(turn, giving, number, ring);
        } else if (plan instanceof Plan.Reject reject) {
            giving.failed(turn, DisconnectCause.of(reject.reason()));
        } else {
            goOn(turn, giving, number);
            turn.follow(plan);
        }
    }

    /** From here on the call is one of who stays to that number. */
    private static void goOn(Turn turn, Giving giving, String number) {
        turn.facts(turn.facts().asDialledBy(giving.staysIs(), number, giving.staysOwner()));
        giving.done(turn, Optional.empty());
        turn.effect(new Effect.Identify(turn.caller().leg(), new Party(number, "")));
    }

    @Override
    public void abandon(Turn turn) {
        giving.abandon(turn);
    }
}
