package org.patchbay.hub.internal.fork;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan.Outcome;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.message.Branch;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/**
 * Rings branches in rounds until one answers: a pure machine. All branches of a round ring
 * together; the first answer wins and hangs up the others. Who declines for good (6xx) declines on
 * all devices of the same party, and for nobody else.
 *
 * @param waiting rounds that have not begun
 * @param ringing branches of this round that have neither answered nor ended
 * @param rang legs whose far side was alerted
 * @param early the leg whose early media the caller hears
 * @param best the strongest failure so far
 */
public record Fork(
        Shown shown,
        List<List<Branch>> waiting,
        Map<LegId, Branch> ringing,
        Set<LegId> rang,
        Optional<LegId> early,
        Optional<DisconnectCause> best) {

    /** What those who are rung see, and how long each round lasts. */
    public record Shown(Party caller, String called, Duration roundTime) {}

    /** What a fork tells its owner. */
    public sealed interface Signal {
        /** Somebody is alerted; may come more than once. */
        record Alerted() implements Signal {}

        /** The caller shall hear that leg. */
        record Early(LegId leg) implements Signal {}

        record Won(LegId leg) implements Signal {}

        record Lost(DisconnectCause cause) implements Signal {}
    }

    /** What one message led to. */
    public record Step(Fork fork, List<Effect> effects, List<Signal> signals) {}

    public Fork {
        waiting = List.copyOf(waiting);
        rang = Set.copyOf(rang);
        ringing = Collections.unmodifiableMap(new LinkedHashMap<>(ringing));
    }

    public static Step start(Shown shown, Message.Resolved resolved) {
        return new Fork(
                        shown,
                        resolved.rounds(),
                        Map.of(),
                        Set.of(),
                        Optional.empty(),
                        resolved.unreached())
                .nextRound(new ArrayList<>());
    }

    public Step next(Message message) {
        if (message instanceof Message.OfLeg told) {
            return ringing.containsKey(told.leg()) ? ofLeg(told) : unchanged();
        }
        if (message instanceof Message.Redirected other) {
            return ringing.containsKey(other.leg()) ? redirected(other) : unchanged();
        }
        if (message instanceof Message.Fired fired && fired.timer().equals(TimerId.RING)) {
            return noAnswer();
        }
        return unchanged();
    }

    private Step ofLeg(Message.OfLeg told) {
        if (told instanceof Message.Ringing) {
            Set<LegId> more = new LinkedHashSet<>(rang);
            more.add(told.leg());
            Fork next = new Fork(shown, waiting, ringing, more, early, best);
            return new Step(next, List.of(), List.of(new Signal.Alerted()));
        }
        if (told instanceof Message.EarlyMedia) {
            return earlyMedia(told.leg());
        }
        if (told instanceof Message.Answered) {
            return answered(told.leg());
        }
        if (told instanceof Message.Ended ended) {
            return ended(ended);
        }
        return unchanged();
    }

    /** Others take its place: the first in this round, for the time that it has left. */
    private Step redirected(Message.Redirected other) {
        List<Effect> effects = new ArrayList<>();
        hangup(effects, all(branch -> branch.leg().equals(other.leg())), other.cause());
        if (other.rounds().isEmpty()) {
            Step ended = ended(new Message.Ended(other.leg(), other.cause()));
            effects.addAll(ended.effects());
            return new Step(ended.fork(), effects, ended.signals());
        }
        Map<LegId, Branch> now = all(but(other.leg()));
        for (Branch branch : other.rounds().get(0)) {
            now.put(branch.leg(), branch);
            effects.add(new Effect.Dial(branch, shown.caller(), shown.called()));
        }
        List<List<Branch>> later = new ArrayList<>(other.rounds());
        later.remove(0);
        later.addAll(waiting);
        Optional<LegId> heard = early.filter(now::containsKey);
        return new Step(new Fork(shown, later, now, rang, heard, best), effects, List.of());
    }

    private Step earlyMedia(LegId leg) {
        if (early.isPresent()) {
            return unchanged();
        }
        Fork next = new Fork(shown, waiting, ringing, rang, Optional.of(leg), best);
        return new Step(next, List.of(), List.of(new Signal.Early(leg)));
    }

    private Step answered(LegId winner) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.StopTimer(TimerId.RING));
        hangup(effects, all(but(winner)), DisconnectCause.of(Reason.ANSWERED_ELSEWHERE));
        Fork over = new Fork(shown, List.of(), Map.of(), rang, Optional.empty(), best);
        return new Step(over, effects, List.of(new Signal.Won(winner)));
    }

    private Step ended(Message.Ended ended) {
        Branch branch = ringing.get(ended.leg());
        Target party = branch.party();
        List<Effect> effects = new ArrayList<>();
        Predicate<Branch> goesOn = but(ended.leg());
        List<List<Branch>> later = waiting;
        if (isForGood(ended.cause())) {
            Predicate<Branch> same = other -> other.party().equals(party);
            hangup(effects, all(goesOn.and(same)), ended.cause());
            goesOn = goesOn.and(same.negate());
            later = without(same);
        }
        boolean rung = rang.contains(ended.leg()); // many say 408 where nobody answers
        if (Failover.isTrunk(branch) && (rung || !Failover.goesOn(ended.cause()))) {
            later = Failover.withoutOthersThan(branch, later);
        }
        Map<LegId, Branch> left = all(goesOn);
        Fork next =
                new Fork(
                        shown,
                        later,
                        left,
                        rang,
                        early.filter(left::containsKey),
                        outcome(branch, ended.cause()));
        return left.isEmpty() ? next.nextRound(effects) : new Step(next, effects, List.of());
    }

    /** Of one trunk after the other the last counts, else the strongest. */
    private Optional<DisconnectCause> outcome(Branch branch, DisconnectCause cause) {
        return Failover.isTrunk(branch) && ringing.size() == 1
                ? Optional.of(cause)
                : Outcomes.stronger(best, cause);
    }

    /** RFC 3261 §16.7 step 5: a 6xx is said for all branches of its target. */
    private static boolean isForGood(DisconnectCause cause) {
        return cause.sipCode() / 100 == 6;
    }

    private List<List<Branch>> without(Predicate<Branch> which) {
        return waiting.stream()
                .map(round -> round.stream().filter(which.negate()).toList())
                .filter(round -> !round.isEmpty())
                .toList();
    }

    private static Predicate<Branch> but(LegId leg) {
        return branch -> !branch.leg().equals(leg);
    }

    private Map<LegId, Branch> all(Predicate<Branch> which) {
        Map<LegId, Branch> some = new LinkedHashMap<>(ringing);
        some.values().removeIf(which.negate());
        return some;
    }

    private Step noAnswer() {
        List<Effect> effects = new ArrayList<>();
        DisconnectCause cause = DisconnectCause.of(Reason.NO_ANSWER);
        hangup(effects, ringing, cause);
        Optional<DisconnectCause> known = ringing.isEmpty() ? best : Outcomes.stronger(best, cause);
        List<List<Branch>> later = waiting;
        for (Branch branch : ringing.values()) {
            later = Failover.withoutOthersThan(branch, later);
        }
        return new Fork(shown, later, Map.of(), rang, Optional.empty(), known).nextRound(effects);
    }

    private Step nextRound(List<Effect> effects) {
        if (waiting.isEmpty()) {
            effects.add(new Effect.StopTimer(TimerId.RING));
            DisconnectCause cause = best.orElse(DisconnectCause.of(Reason.NOT_REGISTERED));
            return new Step(this, effects, List.of(new Signal.Lost(cause)));
        }
        Map<LegId, Branch> dialled = new LinkedHashMap<>();
        for (Branch branch : waiting.get(0)) {
            dialled.put(branch.leg(), branch);
            effects.add(new Effect.Dial(branch, shown.caller(), shown.called()));
        }
        effects.add(new Effect.StartTimer(TimerId.RING, shown.roundTime()));
        List<List<Branch>> later = waiting.subList(1, waiting.size());
        Fork next = new Fork(shown, later, dialled, rang, Optional.empty(), best);
        return dialled.isEmpty() ? next.nextRound(effects) : new Step(next, effects, List.of());
    }

    /** By which a plan goes on. Who never rang before time ran out was not reached at all. */
    public Outcome outcome(DisconnectCause lost) {
        return lost.reason() == Reason.TIMEOUT && rang.isEmpty()
                ? Outcome.UNREACHABLE
                : Outcomes.of(lost.reason()).outcome();
    }

    /** Somebody was alerted, nobody has answered, and no early media tells the caller so. */
    public boolean alerting() {
        return !rang.isEmpty() && early.isEmpty() && !ringing.isEmpty();
    }

    /** Hangs up whoever rings; the owner has no more need of this fork. */
    public List<Effect> cancel(DisconnectCause cause) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.StopTimer(TimerId.RING));
        hangup(effects, ringing, cause);
        return effects;
    }

    private void hangup(List<Effect> effects, Map<LegId, Branch> legs, DisconnectCause cause) {
        for (LegId leg : legs.keySet()) {
            early.filter(leg::equals).ifPresent(e -> effects.add(new Effect.LeaveMix(e)));
            effects.add(new Effect.HangupLeg(leg, cause));
        }
    }

    private Step unchanged() {
        return new Step(this, List.of(), List.of());
    }
}
