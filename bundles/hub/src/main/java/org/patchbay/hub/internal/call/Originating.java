package org.patchbay.hub.internal.call;

import java.time.Duration;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Message;

/**
 * A call made by command rings the one who shall become its caller.
 *
 * @param listensTo the call that it hears then; empty where it calls somebody
 */
record Originating(Optional<Fork> fork, Optional<CallId> listensTo) implements Activity {
    private static final String LISTENING = "Listening in";

    private static final Duration RING = Duration.ofSeconds(60);

    /** Who is rung first sees the number that it will be connected with. */
    static Fork.Shown shown(Facts facts, Optional<CallId> listensTo) {
        String name = listensTo.isPresent() ? LISTENING : "";
        return new Fork.Shown(new Party(facts.called(), name), facts.caller().number(), RING);
    }

    @Override
    public String stateName() {
        return "RINGING";
    }

    @Override
    public void on(Message message, Turn turn) {
        fork.ifPresent(f -> step(turn, f.next(message)));
    }

    void step(Turn turn, Fork.Step step) {
        turn.go(new Originating(Optional.of(step.fork()), listensTo));
        turn.effects(step.effects());
        for (Fork.Signal signal : step.signals()) {
            if (signal instanceof Fork.Signal.Won won) {
                turn.caller(Caller.called(won.leg()));
                turn.callerIsAnswered();
                listensTo.ifPresentOrElse(
                        call -> Listening.begin(turn, call),
                        () -> Routing.begin(turn, Question.OF_ALL));
            } else if (signal instanceof Fork.Signal.Lost lost) {
                turn.finish(Outcomes.of(lost.cause().reason()).forCaller());
            }
        }
    }

    @Override
    public void abandon(Turn turn) {
        fork.ifPresent(f -> turn.effects(f.cancel(DisconnectCause.of(Reason.CANCELLED))));
    }
}
