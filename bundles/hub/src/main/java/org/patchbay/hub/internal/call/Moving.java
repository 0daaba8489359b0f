package org.patchbay.hub.internal.call;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Newcomer;
import org.patchbay.hub.internal.message.Owner;
import org.patchbay.hub.internal.message.Verdict;

/**
 * A leg that is wanted elsewhere, while it is looked whether it can be had there. Whatever its call
 * is about goes on meanwhile and knows nothing of it, so a refusal disturbs nobody.
 *
 * @param ask number of the question
 * @param known where it leads; empty until the apps have said so
 */
record Moving(Message.MoveAsked wish, int ask, Optional<Verdict.Follow> known) {
    /** Who decided where a target is meant and no number. */
    static final String COMMAND = "command";

    private static final String AWAY = "an app that may decide is just being replaced";

    static void begin(Turn turn, Message.MoveAsked wish) {
        Optional<String> no = turn.before().refusesMove(wish.leg());
        if (no.isPresent()) {
            turn.effect(failure(wish, no.get()));
            return;
        }
        Moving moving = new Moving(wish, turn.nextNumber(), Optional.empty());
        turn.moves(turn.moves().want(moving));
        if (wish.to() instanceof TransferTo.Somebody somebody) {
            Plan ring = Transferring.ringing(somebody.target());
            moving.look(turn, new Verdict.Follow(ring, COMMAND, List.of()));
        } else {
            Optional<AppRequest> anybody = Optional.empty();
            Facts view = moving.asDialled(turn);
            turn.effect(new Effect.AskApps(moving.ask, anybody, true, view.view(anybody)));
        }
    }

    private String number() {
        return wish.to() instanceof TransferTo.Somebody somebody
                ? Transferring.number(somebody.target())
                : wish.to().text();
    }

    /** The number is one that the leg dials, or the one that gives it away. */
    private Facts asDialled(Turn turn) {
        Way way = turn.before().way(wish.leg());
        LegId dials = way instanceof Way.Given given ? given.by() : wish.leg();
        if (turn.isCaller(dials)) {
            return turn.facts().asCalled(number());
        }
        Owner owner = wish.ownerOf(dials);
        Party called = new Party(turn.facts().called(), "");
        return turn.facts().asDialledBy(owner.party().orElse(called), number(), owner);
    }

    /** False where the message is none for it. */
    boolean take(Turn turn, Message message) {
        if (message instanceof Message.Decided decided && decided.ask() == ask) {
            decided(turn, decided.verdict());
            return true;
        }
        if (message instanceof Message.Tried tried && tried.ask() == ask && known.isPresent()) {
            tried(turn, known.get(), tried.no());
            return true;
        }
        return false;
    }

    private void decided(Turn turn, Verdict verdict) {
        if (turn.before().way(wish.leg()) instanceof Way.None none) {
            fail(turn, none.why()); // it may have left meanwhile
        } else if (verdict instanceof Verdict.Nobody nobody) {
            refuse(turn, nobody.cause());
        } else if (verdict instanceof Verdict.Away) {
            refuse(turn, DisconnectCause.of(Reason.UNAVAILABLE, AWAY));
        } else if (verdict instanceof Verdict.Follow follow) {
            look(turn, follow);
        } else {
            go(turn, verdict);
        }
    }

    private void look(Turn turn, Verdict.Follow follow) {
        if (follow.plan() instanceof Plan.Reject reject) {
            refuse(turn, DisconnectCause.of(reject.reason()));
        } else if (turn.activity() instanceof InRoom in
                && follow.plan().equals(new Plan.JoinRoom(in.room()))) {
            fail(turn, "it sits in room " + in.room() + " already");
        } else {
            turn.moves(turn.moves().want(new Moving(wish, ask, Optional.of(follow))));
            Optional<String> user = asDialled(turn).user();
            turn.effect(new Effect.TryPlan(ask, wish.leg(), follow.plan(), user));
        }
    }

    private void tried(Turn turn, Verdict.Follow follow, Optional<DisconnectCause> no) {
        if (no.isEmpty() || hasOther(follow.plan(), no.get())) {
            go(turn, follow);
        } else {
            refuse(turn, no.get());
        }
    }

    /** The plan says what to do where that cannot be had. */
    private static boolean hasOther(Plan plan, DisconnectCause no) {
        Plan.Outcome outcome = Outcomes.of(no.reason()).outcome();
        return plan instanceof Plan.Ring ring && ring.otherwise().containsKey(outcome)
                || plan instanceof Plan.RunApp run && run.otherwise().containsKey(outcome);
    }

    private void refuse(Turn turn, DisconnectCause cause) {
        String why = cause.text().isEmpty() ? cause.reason().text() : cause.text();
        fail(turn, wish.to().text() + " cannot be reached: " + why);
    }

    private void fail(Turn turn, String why) {
        turn.moves(turn.moves().done());
        turn.effect(failure(wish, why));
        if (!turn.activity().mayNeedApps()) {
            turn.effect(new Effect.ReleaseApps());
        }
    }

    private static Effect failure(Message.MoveAsked wish, String why) {
        return new Effect.ReplyFailed(wish.ticket(), new IllegalStateException(why));
    }

    /** The call ends first. */
    void abandon(Turn turn) {
        turn.effect(failure(wish, "the call is over"));
    }

    /** What the call is about may be another thing by now. */
    private void go(Turn turn, Verdict verdict) {
        Way way = turn.before().way(wish.leg());
        if (way instanceof Way.None none) {
            fail(turn, none.why());
            return;
        }
        turn.moves(
                turn.activity() instanceof Driving driving
                        ? turn.moves().done().lostBy(driving.drive().number())
                        : turn.moves().done());
        if (way instanceof Way.WithCall) {
            withCall(turn, verdict);
        } else if (way instanceof Way.Given given) {
            given(turn, given.by(), verdict);
        } else {
            out(turn);
        }
    }

    /** From here on the call is one of that leg to there. */
    private void withCall(Turn turn, Verdict verdict) {
        LegId leg = wish.leg();
        turn.publish(new HouseEvent.LegMoved(turn.facts().id(), leg, wish.to().text()));
        Activity from = turn.activity();
        from.abandon(turn);
        DisconnectCause normal = DisconnectCause.of(Reason.NORMAL);
        turn.before().legs().keySet().stream()
                .filter(other -> !other.equals(leg))
                .forEach(other -> turn.effect(new Effect.HangupLeg(other, normal)));
        turn.forgetHops();
        turn.caller(turn.caller().ringback(false));
        turn.effect(Effect.Reply.done(wish.ticket()));
        turn.facts(turn.facts().asCalled(number()));
        turn.effect(new Effect.Identify(leg, new Party(number(), "")));
        Routing.obey(from.onTheWayBack(verdict), turn, Question.OF_ALL);
    }

    private void given(Turn turn, LegId by, Verdict verdict) {
        turn.activity().letGo(turn);
        turn.effect(Effect.Reply.done(wish.ticket()));
        Message.TransferAsked asked =
                new Message.TransferAsked(by, wish.to(), false, wish.owners());
        Transferring.begin(turn, (Talking) turn.activity(), asked, number(), verdict);
    }

    private void out(Turn turn) {
        turn.activity().letGo(turn);
        ThreeWay three = (ThreeWay) turn.activity();
        LegId leg = wish.leg();
        LegEntry entry = turn.before().legs().get(leg);
        Owner owner = wish.ownerOf(leg);
        Party is = owner.party().orElse(three.party(leg));
        Newcomer goes = new Newcomer(leg, entry.incoming(), entry.target(), is, owner);
        Message.MovedIn moved = new Message.MovedIn(goes, wish.to(), number());
        turn.effect(new Effect.MoveOut(moved, wish.ticket()));
        turn.effect(new Effect.ReleaseApps());
    }
}
