package org.patchbay.hub.internal.call;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.drive.Drive;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/**
 * The apps are being asked.
 *
 * @param ask number of the question, so that a late answer to an earlier one is not heard
 */
record Routing(int ask, Question question) implements Activity {
    static void begin(Turn turn, Question question) {
        begin(turn, question, true);
    }

    /** Whoever is not there this time is not waited for. */
    static void onceMore(Turn turn, Question question) {
        begin(turn, question, false);
    }

    private static void begin(Turn turn, Question question, boolean patient) {
        int ask = turn.nextNumber();
        turn.go(new Routing(ask, question));
        Optional<AppRequest> request = question.request();
        turn.effect(new Effect.AskApps(ask, request, patient, turn.facts().view(request)));
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public String stateName() {
        return "ROUTING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Decided decided && decided.ask() == ask) {
            obey(decided.verdict(), turn, question);
        }
    }

    static void obey(Verdict verdict, Turn turn, Question question) {
        if (verdict instanceof Verdict.Follow follow) {
            turn.decided(follow.by(), follow.reasons(), PlanText.of(follow.plan()));
            turn.follow(follow.plan());
        } else if (verdict instanceof Verdict.Drive drive) {
            turn.decided(drive.by(), List.of(), "drive");
            Facts facts = turn.facts();
            int number = turn.nextNumber();
            Drive.Setting setting = new Drive.Setting(facts.id(), facts.caller(), facts.called());
            turn.go(new Driving(Drive.begin(number, setting), drive.app()));
            if (turn.caller().hears()) {
                // Nobody else lets in one who was answered before: by a command, by a driver
                // before.
                turn.effect(new Effect.JoinMix(turn.caller().leg()));
            }
            turn.effect(new Effect.RunDriver(number, drive.driver(), drive.app().app()));
        } else if (verdict instanceof Verdict.Away away) {
            AwaitingApps.begin(turn, question, away.left());
        } else if (verdict instanceof Verdict.Nobody nobody) {
            nobody(turn, nobody.cause(), question);
        } else {
            throw new IllegalStateException("no such verdict: " + verdict);
        }
    }

    /** An app that was sent for and cannot have the call is named, and the plan may know better. */
    private static void nobody(Turn turn, DisconnectCause cause, Question question) {
        if (question.request().isPresent()) {
            turn.broken(cause.text());
        }
        Plan instead = question.otherwise().get(Outcomes.of(cause.reason()).outcome());
        if (instead == null) {
            turn.finish(cause);
        } else {
            turn.follow(instead);
        }
    }

    /** Told with every decision. */
    static HouseEvent routed(Facts facts, String by, List<String> reasons, String plan) {
        return new HouseEvent.CallRouted(facts.id(), by, plan, reasons);
    }
}
