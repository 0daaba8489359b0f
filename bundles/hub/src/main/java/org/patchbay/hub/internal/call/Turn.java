package org.patchbay.hub.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.hold.Hold;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Newcomer;
import org.patchbay.hub.internal.message.TimerId;

/**
 * The scratch of one {@link CallState#next}: what changes, until it is frozen again. It keeps the
 * table of legs true to the effects that pass through it.
 */
final class Turn {
    /** Plans and apps that one call may go through: more is a loop. */
    static final int MAX_HOPS = 16;

    /** Until legs that do not say that they ended are forgotten. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final CallState before;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private final Map<LegId, LegEntry> legs;
    private Facts facts;
    private Optional<Caller> caller;
    private Activity activity;
    private int hops;
    private int number;
    private Optional<Instant> answeredAt;
    private String decidedBy;
    private List<String> reasons;
    private Hold hold;
    private Moves moves;
    private DisconnectCause cause = DisconnectCause.of(Reason.NORMAL);
    private Optional<LegId> hangingUp = Optional.empty();

    Turn(CallState before, Instant now) {
        this.before = before;
        this.now = now;
        facts = before.facts();
        legs = new LinkedHashMap<>(before.legs());
        caller = before.caller();
        activity = before.activity();
        hops = before.hops();
        number = before.number();
        answeredAt = before.answeredAt();
        decidedBy = before.decidedBy();
        reasons = before.reasons();
        hold = before.hold();
        moves = before.moves();
    }

    CallState.Step done() {
        CallState after =
                new CallState(
                        facts,
                        legs,
                        caller,
                        activity,
                        hops,
                        number,
                        answeredAt,
                        decidedBy,
                        reasons,
                        hold,
                        moves);
        return new CallState.Step(after, List.copyOf(effects));
    }

    void take(Message message) {
        if (message instanceof Message.Asked asked && isTooLate(asked)) {
            Steering.tooLate(this, asked, activity);
        } else if (!(activity instanceof Gone)) {
            hand(message);
        }
    }

    private boolean isTooLate(Message.Asked asked) {
        return !(activity instanceof Driving) || moves.lost(asked.driver());
    }

    private void hand(Message message) {
        if (message instanceof Message.OfLeg told) {
            ofLeg(told);
        } else if (message instanceof Message.Wish wish) {
            Wishes.take(this, wish);
        } else if (message instanceof Message.Closing) {
            finish(DisconnectCause.of(answeredAt.isPresent() ? Reason.NORMAL : Reason.UNAVAILABLE));
        } else if (message instanceof Message.Trouble trouble) {
            finish(trouble.cause());
        } else if (message instanceof Message.CallerAnswered answered) {
            callerAnswered(answered);
        } else if (message instanceof Message.Seated seated) {
            seated(seated);
        } else if (message instanceof Message.Taken taken) {
            taken(taken);
        } else if (moves.wanted().filter(m -> m.take(this, message)).isEmpty()) {
            if (message instanceof Message.CallerOpened opened) {
                caller = caller.map(c -> c.opened(opened.failure().isEmpty()));
            }
            activity.on(message, this);
        }
        if (activity instanceof Ending && legs.isEmpty()) {
            vanish();
        }
    }

    private void seated(Message.Seated seated) {
        Newcomer leg = seated.newcomer();
        addLeg(new LegEntry(leg.leg(), leg.incoming(), leg.target(), true, false));
        publish(new HouseEvent.LegAnswered(facts.id(), leg.leg()));
        activity.on(seated, this);
    }

    /** The leg has its end in this call, and goes on in another. */
    private void taken(Message.Taken taken) {
        if (legs.remove(taken.leg()) != null) {
            publish(new HouseEvent.LegEnded(facts.id(), taken.leg(), HandedOver.CAUSE));
            activity.on(taken, this);
            if (!(activity instanceof Ending)) {
                apply(hold.gone(taken.leg()));
            }
        }
    }

    /** The call is one of somebody else from now on, who is answered. */
    void callerIs(Newcomer newcomer) {
        caller = Optional.of(Caller.called(newcomer.leg()));
        facts = facts.asDialledBy(newcomer.is(), facts.called(), newcomer.owner());
        callerIsAnswered();
    }

    private void ofLeg(Message.OfLeg told) {
        LegEntry leg = legs.get(told.leg());
        if (leg == null) {
            return;
        }
        if (told instanceof Message.Ended ended) {
            ended(ended);
            return;
        }
        // What a leg says after we hung it up crossed our word on the way.
        if (leg.hungUp() || (told instanceof Message.Progress && pointless(leg))) {
            return;
        }
        if (!(told instanceof Message.Digit && activity.keysAreSecret())) {
            publish(told);
        }
        if (told instanceof Message.Answered) {
            legs.put(leg.id(), leg.withAnswer());
        }
        if (told instanceof Message.Held held) {
            apply(hold.held(held.leg(), held.held()));
        }
        activity.on(told, this);
    }

    /** Only a leg that we dialled can make progress, and only until it answered. */
    private static boolean pointless(LegEntry leg) {
        return leg.incoming() || leg.answered();
    }

    private void publish(Message.OfLeg told) {
        LegNews.of(facts().id(), told).ifPresent(this::publish);
    }

    private void ended(Message.Ended ended) {
        LegId id = ended.leg();
        boolean farSide = !legs.remove(id).hungUp();
        hangingUp = farSide ? Optional.of(id) : Optional.empty();
        publish(
                new HouseEvent.LegEnded(
                        facts().id(), id, ended.cause(), farSide, Optional.empty()));
        if (isCaller(id) && !activity.outlives(id)) {
            finish(ended.cause());
        } else {
            activity.on(ended, this);
        }
        if (!(activity instanceof Ending)) {
            apply(hold.gone(id));
        }
    }

    /** Whether a wish about a leg could be heard is for {@link CallState} to say. */
    CallState before() {
        return before;
    }

    Activity activity() {
        return activity;
    }

    boolean has(LegId leg) {
        return legs.containsKey(leg);
    }

    /** That leg waits from now on, or waits no more. */
    void hold(LegId leg, boolean held) {
        apply(hold.put(leg, held));
    }

    /** Whether one of the two was put on hold. */
    boolean somebodyWaits() {
        return !hold.waiting().isEmpty();
    }

    /** Whether its far side holds. */
    boolean holds(LegId leg) {
        return hold.holding().contains(leg);
    }

    private void apply(Hold.Step step) {
        hold = step.hold();
        effects.addAll(step.effects());
        step.nowWaits()
                .forEach(
                        (leg, waits) -> publish(new HouseEvent.LegWaits(facts().id(), leg, waits)));
    }

    private void callerAnswered(Message.CallerAnswered answered) {
        if (activity instanceof Ending || caller.isEmpty() || !caller.get().isAnswering()) {
            return; // or it is said by one whose seat somebody else has
        }
        if (answered.failure().isPresent()) {
            finish(answered.failure().get());
            return;
        }
        caller = caller.map(Caller::confirmed);
        LegId leg = caller().leg();
        legs.computeIfPresent(leg, (id, entry) -> entry.withAnswer());
        publish(new HouseEvent.LegAnswered(facts().id(), leg));
        callerIsAnswered();
        activity.on(answered, this);
    }

    void callerIsAnswered() {
        answeredAt = answeredAt.or(() -> Optional.of(now));
    }

    boolean isCaller(LegId leg) {
        return caller.map(c -> c.leg().equals(leg)).orElse(false);
    }

    Facts facts() {
        return facts;
    }

    /** The call is another from now on, to whoever looks at it. */
    void facts(Facts other) {
        facts = other;
    }

    Caller caller() {
        return caller.orElseThrow();
    }

    /** Why the call ends, while it does. */
    DisconnectCause cause() {
        return cause;
    }

    void caller(Caller now) {
        caller = Optional.of(now);
    }

    void caller(Caller.Step step) {
        caller = Optional.of(step.caller());
        effects(step.effects());
    }

    Moves moves() {
        return moves;
    }

    void moves(Moves now) {
        moves = now;
    }

    /** Where it goes now is no matter of where it has been. */
    void forgetHops() {
        hops = 0;
    }

    <A extends Activity> A go(A next) {
        activity = next;
        return next;
    }

    int nextNumber() {
        return ++number;
    }

    void addLeg(LegEntry leg) {
        legs.put(leg.id(), leg);
        publish(new HouseEvent.LegAdded(facts().id(), leg.id(), leg.incoming(), leg.target()));
    }

    void effects(List<Effect> more) {
        more.forEach(this::effect);
    }

    void effect(Effect effect) {
        if (effect instanceof Effect.Dial dial) {
            String target = dial.branch().target().toString();
            addLeg(new LegEntry(dial.branch().leg(), false, target, false, false));
        } else if (effect instanceof Effect.HangupLeg hangup) {
            LegEntry leg = legs.get(hangup.leg());
            if (leg == null || leg.hungUp()) {
                return;
            }
            legs.put(leg.id(), leg.withHangup());
        }
        apply(hold.next(effect));
    }

    void publish(HouseEvent event) {
        effects.add(new Effect.Publish(event));
    }

    void decided(String by, List<String> why, String plan) {
        decidedBy = by;
        reasons = why;
        publish(Routing.routed(facts(), by, why, plan));
    }

    /** Part of the plan that is followed cannot be. */
    void broken(String problem) {
        publish(new HouseEvent.PlanBroken(facts().id(), decidedBy, problem));
    }

    void follow(Plan plan) {
        hop(() -> Following.begin(this, plan));
    }

    /** The call goes to that number, as if its caller had dialled it. */
    void routeTo(String called) {
        facts = facts.asCalled(called);
        hop(() -> Routing.begin(this, Question.OF_ALL));
    }

    private void hop(Runnable next) {
        if (++hops > MAX_HOPS) {
            finish(DisconnectCause.of(Reason.LOOP));
        } else {
            next.run();
        }
    }

    /** Ends the call: hangs up every leg and waits for their word. The first cause counts. */
    void finish(DisconnectCause why) {
        if (activity instanceof Ending || activity instanceof Gone) {
            return;
        }
        cause = why;
        activity.abandon(this);
        moves.wanted().ifPresent(moving -> moving.abandon(this));
        moves = moves.done();
        go(new Ending(why, hangingUp));
        for (LegEntry leg : List.copyOf(legs.values())) {
            effect(new Effect.HangupLeg(leg.id(), leg.clearing(why)));
        }
        effect(new Effect.ReleaseApps());
        effect(new Effect.StartTimer(TimerId.LINGER, LINGER));
    }

    /** Legs that do not keep their promise to say that they ended. */
    void forgetLegs() {
        DisconnectCause silent = DisconnectCause.of(Reason.TIMEOUT, "the leg never said it ended");
        for (LegId leg : List.copyOf(legs.keySet())) {
            legs.remove(leg);
            publish(new HouseEvent.LegEnded(facts().id(), leg, silent));
        }
    }

    private void vanish() {
        Ending ending = (Ending) activity;
        DisconnectCause why = ending.cause();
        long durationMs = Duration.between(facts().startedAt(), now).toMillis();
        effects.add(new Effect.StopTimer(TimerId.LINGER));
        publish(new HouseEvent.CallEnded(facts().id(), why, durationMs, ending.by()));
        effects.add(new Effect.Vanish());
        go(new Gone(why));
    }
}
