package org.patchbay.hub.internal.call;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.hold.Hold;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * A call between two messages. It keeps the table of legs and hands each message to the {@link
 * Activity} of the moment, which hands it to the fork, the drive or the room: nothing here knows
 * the whole call. Immutable; {@link #next} is pure.
 *
 * @param caller empty until a call made by command is answered
 * @param hops plans and apps that this call went through
 * @param number of the last question to the apps, and of the last driver
 * @param decidedBy who decided last; empty before
 */
public record CallState(
        Facts facts,
        Map<LegId, LegEntry> legs,
        Optional<Caller> caller,
        Activity activity,
        int hops,
        int number,
        Optional<Instant> answeredAt,
        String decidedBy,
        List<String> reasons,
        Hold hold,
        Moves moves) {

    /** A call and what its last message wants done. */
    public record Step(CallState state, List<Effect> effects) {}

    public CallState {
        legs = Collections.unmodifiableMap(new LinkedHashMap<>(legs));
        reasons = List.copyOf(reasons);
    }

    /** A call of which nothing is known but its facts; the first message begins it. */
    public static CallState fresh(Facts facts) {
        return new CallState(
                facts,
                Map.of(),
                Optional.empty(),
                new Beginning(),
                0,
                0,
                Optional.empty(),
                "",
                List.of(),
                Hold.NOBODY,
                Moves.NONE);
    }

    public Step next(Message message, Instant now) {
        Turn turn = new Turn(this, now);
        turn.take(message);
        return turn.done();
    }

    /** As {@link org.patchbay.call.api.CallSnapshot} names it. */
    public String stateName() {
        return activity.stateName();
    }

    /** Why it ended; empty while it is up. */
    public Optional<DisconnectCause> endCause() {
        return activity instanceof Ending ending
                ? Optional.of(ending.cause())
                : activity instanceof Gone gone ? Optional.of(gone.cause()) : Optional.empty();
    }

    /** The user whom legs that are dialled now are put down to; empty for nobody of the house. */
    public Optional<String> account() {
        return activity.account(facts);
    }

    /** Why that leg cannot give the call away now; empty where it can. */
    public Optional<String> refusesTransfer(LegId by) {
        LegEntry leg = legs.get(by);
        if (leg == null || leg.hungUp()) {
            return Optional.of("there is no such leg");
        }
        return activity instanceof Talking talking && talking.givesSeat(by, caller.orElseThrow())
                ? Optional.empty()
                : Optional.of(
                        "only one of two who talk can be transferred, this is " + stateName());
    }

    /** Why that leg cannot go elsewhere now; empty where it can. */
    public Optional<String> refusesMove(LegId leg) {
        if (moves.wanted().isPresent()) {
            return Optional.of("somebody is being moved already");
        }
        return way(leg) instanceof Way.None none ? Optional.of(none.why()) : Optional.empty();
    }

    /** How that leg would go elsewhere now. */
    Way way(LegId id) {
        LegEntry leg = legs.get(id);
        if (leg == null || leg.hungUp()) {
            return new Way.None("there is no such leg");
        }
        return caller.filter(c -> leg.answered() || c.leg().equals(id))
                .map(c -> activity.way(id, c))
                .orElse(new Way.None("it has not answered yet"));
    }

    /** Why nobody else may take the seat of that leg now; empty where somebody may. */
    public Optional<DisconnectCause> refusesSeat(LegId seat) {
        LegEntry leg = legs.get(seat);
        if (leg == null || leg.hungUp()) {
            return Optional.of(DisconnectCause.of(Reason.NOT_FOUND, "there is no such leg"));
        }
        return caller.filter(c -> activity.givesSeat(seat, c)).isPresent()
                ? Optional.empty()
                : Optional.of(DisconnectCause.of(Reason.DECLINED, "not while " + stateName()));
    }

    /** Why that leg cannot be put on hold now, or taken off; empty where it can. */
    public Optional<String> refusesHold(LegId leg, boolean held) {
        return legs.containsKey(leg)
                ? hold.refuses(leg, held)
                : Optional.of("there is no such leg");
    }

    /** Why no third can talk with the two now, as that leg's guest; empty where one can. */
    public Optional<String> refusesJoin(LegId by) {
        LegEntry leg = legs.get(by);
        if (leg == null || leg.hungUp()) {
            return Optional.of("there is no such leg");
        }
        if (!(activity instanceof Talking talking && talking.givesSeat(by, caller.orElseThrow()))) {
            return Optional.of(whyNoTwo());
        }
        return hold.waiting().isEmpty()
                ? Optional.empty()
                : Optional.of("one of the two is on hold: resume first");
    }

    private String whyNoTwo() {
        if (activity instanceof ThreeWay) {
            return "three talk already";
        }
        return activity instanceof Joining || activity instanceof JoinRouting
                ? "somebody is being added already"
                : "only two who talk can be joined, this is " + stateName();
    }

    /** Why no keys can be played to that leg now; empty where they can. */
    public Optional<String> refusesPress(LegId leg) {
        LegEntry entry = legs.get(leg);
        if (entry == null || entry.hungUp()) {
            return Optional.of("there is no such leg");
        }
        return entry.answered() ? Optional.empty() : Optional.of("it has not answered yet");
    }

    /** Why nobody can listen to it now; empty where somebody can. */
    public Optional<String> refusesListener() {
        if (activity instanceof InRoom in) {
            return Optional.of("it sits in room " + in.room() + ", which can be listened to");
        }
        if (activity instanceof Listening) {
            return Optional.of("it only listens itself");
        }
        return endCause().map(cause -> "the call is over");
    }

    /** Why those who listened to it hear it no more, for people; empty while they do. */
    public Optional<String> endsListening() {
        if (activity instanceof InRoom in) {
            return Optional.of("the call went on in room " + in.room());
        }
        return endCause()
                .map(
                        cause ->
                                cause.equals(HandedOver.CAUSE)
                                        ? "the call went on elsewhere"
                                        : "the call is over");
    }

    /** The call that this one only listens to. */
    public Optional<CallId> listensTo() {
        return activity instanceof Listening listening
                ? Optional.of(listening.to())
                : Optional.empty();
    }

    /** The call that the phone which is rung now will only listen to. */
    public Optional<CallId> willListenTo() {
        return activity instanceof Originating calling ? calling.listensTo() : Optional.empty();
    }

    /** Whether it has ended, with all its legs. */
    public boolean over() {
        return activity instanceof Gone;
    }
}
