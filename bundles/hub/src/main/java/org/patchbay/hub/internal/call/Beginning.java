package org.patchbay.hub.internal.call;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Newcomer;

/** The first message decides whether the call came in or is made by command. */
record Beginning() implements Activity {
    @Override
    public String stateName() {
        return "ROUTING";
    }

    @Override
    public void on(Message message, Turn turn) {
        Facts facts = turn.facts();
        if (message instanceof Message.Incoming in) {
            turn.publish(new HouseEvent.CallStarted(facts.id(), facts.caller(), facts.called()));
            turn.addLeg(new LegEntry(in.leg(), true, in.from(), false, false));
            turn.caller(Caller.incoming(in.leg()));
            in.seat()
                    .ifPresentOrElse(
                            seat -> StandingIn.begin(turn, seat),
                            () -> Routing.begin(turn, Question.OF_ALL));
        } else if (message instanceof Message.MovedIn moved) {
            movedIn(turn, moved);
        } else if (message instanceof Message.Outgoing out) {
            turn.publish(new HouseEvent.CallStarted(facts.id(), facts.caller(), facts.called()));
            Fork.Shown shown = Originating.shown(facts, out.listensTo());
            turn.go(new Originating(Optional.empty(), out.listensTo()))
                    .step(turn, Fork.start(shown, out.from()));
        }
    }

    private static void movedIn(Turn turn, Message.MovedIn moved) {
        Facts facts = turn.facts();
        Newcomer leg = moved.newcomer();
        turn.publish(new HouseEvent.CallStarted(facts.id(), facts.caller(), facts.called()));
        turn.addLeg(new LegEntry(leg.leg(), leg.incoming(), leg.target(), true, false));
        turn.publish(new HouseEvent.LegAnswered(facts.id(), leg.leg()));
        turn.caller(Caller.called(leg.leg()));
        turn.callerIsAnswered();
        turn.effect(new Effect.Identify(leg.leg(), new Party(facts.called(), "")));
        if (moved.to() instanceof TransferTo.Somebody somebody) {
            Plan ring = Transferring.ringing(somebody.target());
            turn.decided(Moving.COMMAND, List.of(), PlanText.of(ring));
            turn.follow(ring);
        } else {
            Routing.begin(turn, Question.OF_ALL);
        }
    }
}
