package org.patchbay.hub.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.message.Branch;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

class ForkTest {
    private static final Fork.Shown SHOWN =
            new Fork.Shown(new Party("1001", ""), "102", Duration.ofSeconds(20));
    private static final LegId A = new LegId("a");
    private static final LegId B = new LegId("b");
    private static final LegId C = new LegId("c");

    private final List<Effect> effects = new ArrayList<>();
    private final List<Fork.Signal> signals = new ArrayList<>();
    private final Map<LegId, Target> parties = new HashMap<>();
    private Fork fork;

    private void start(Optional<DisconnectCause> unreached, LegId[]... rounds) {
        List<List<Branch>> branches =
                Arrays.stream(rounds)
                        .map(round -> Arrays.stream(round).map(this::branch).toList())
                        .toList();
        take(Fork.start(SHOWN, new Message.Resolved(branches, unreached)));
    }

    private Branch branch(LegId leg) {
        Target target = new Target("device", leg.value());
        return new Branch(leg, target, target, parties.getOrDefault(leg, target));
    }

    /** These stand for the same user. */
    private void anna(LegId... legs) {
        for (LegId leg : legs) {
            parties.put(leg, new Target("user", "anna"));
        }
    }

    private static LegId[] round(LegId... legs) {
        return legs;
    }

    private void take(Fork.Step step) {
        fork = step.fork();
        effects.clear();
        effects.addAll(step.effects());
        signals.clear();
        signals.addAll(step.signals());
    }

    private void hear(Message message) {
        take(fork.next(message));
    }

    private void ends(LegId leg, Reason reason) {
        hear(new Message.Ended(leg, DisconnectCause.of(reason)));
    }

    private static Effect hangup(LegId leg, Reason reason) {
        return new Effect.HangupLeg(leg, DisconnectCause.of(reason));
    }

    private static List<Fork.Signal> lost(Reason reason) {
        return List.of(new Fork.Signal.Lost(DisconnectCause.of(reason)));
    }

    @Test
    void dialsAllAtOnceAndStartsTheTimer() {
        start(Optional.empty(), round(A, B));
        assertEquals(3, effects.size());
        assertEquals(new Effect.StartTimer(TimerId.RING, Duration.ofSeconds(20)), effects.get(2));
    }

    @Test
    void theFirstAnswerHangsUpTheOthersAndASecondIsNotHeard() {
        start(Optional.empty(), round(A, B, C));
        hear(new Message.Answered(B));
        assertEquals(
                List.of(
                        new Effect.StopTimer(TimerId.RING),
                        hangup(A, Reason.ANSWERED_ELSEWHERE),
                        hangup(C, Reason.ANSWERED_ELSEWHERE)),
                effects);
        assertEquals(List.of(new Fork.Signal.Won(B)), signals);
        hear(new Message.Answered(A));
        assertEquals(List.of(), signals);
        hear(new Message.Fired(TimerId.RING));
        assertEquals(
                List.of(), effects.stream().filter(e -> e instanceof Effect.HangupLeg).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY,DECLINED,DECLINED",
        "DECLINED,BUSY,DECLINED",
        "BUSY,NO_COMMON_CODEC,BUSY",
        "NO_ANSWER,NO_COMMON_CODEC,NO_COMMON_CODEC",
        "NOT_REGISTERED,NO_ANSWER,NO_ANSWER",
        "UNAVAILABLE,NOT_REGISTERED,NOT_REGISTERED",
        "SERVER_ERROR,NO_ANSWER,NO_ANSWER",
        "TIMEOUT,BUSY,BUSY",
        "NOT_FOUND,NOT_REGISTERED,NOT_REGISTERED"
    })
    void theStrongerOutcomeWins(Reason first, Reason second, Reason result) {
        start(Optional.empty(), round(A, B));
        ends(A, first);
        assertEquals(List.of(), signals);
        ends(B, second);
        assertEquals(lost(result), signals);
    }

    @ParameterizedTest
    @CsvSource({"600,BUSY", "603,DECLINED", "604,NOT_FOUND", "606,NO_COMMON_CODEC"})
    void aFinalRefusalEndsTheOtherDevicesOfThatUserOnly(int status, Reason reason) {
        anna(A, B);
        start(Optional.empty(), round(A, B, C));
        hear(new Message.EarlyMedia(B));
        DisconnectCause no = DisconnectCause.ofSip(status, "no");
        hear(new Message.Ended(A, no));
        assertEquals(List.of(new Effect.LeaveMix(B), new Effect.HangupLeg(B, no)), effects);
        assertEquals(List.of(), signals);
        hear(new Message.Answered(B));
        assertEquals(List.of(), signals);
        hear(new Message.EarlyMedia(C));
        assertEquals(List.of(new Fork.Signal.Early(C)), signals);
        ends(C, Reason.NO_ANSWER);
        Reason all = status == 604 ? Reason.NO_ANSWER : reason;
        Fork.Signal.Lost lost = (Fork.Signal.Lost) signals.get(0);
        assertEquals(all, lost.cause().reason());
    }

    @ParameterizedTest
    @CsvSource({"486", "480", "404", "487", "500", "503"})
    void anyOtherRefusalLeavesTheOtherDevicesRinging(int status) {
        anna(A, B);
        start(Optional.empty(), round(A, B));
        hear(new Message.Ended(A, DisconnectCause.ofSip(status, "no")));
        assertEquals(List.of(), effects);
        hear(new Message.Answered(B));
        assertEquals(List.of(new Fork.Signal.Won(B)), signals);
    }

    @Test
    void whoDeclinedIsNotRungInALaterRound() {
        anna(A, B);
        start(Optional.empty(), round(A), round(B), round(C));
        ends(A, Reason.DECLINED);
        assertEquals(1, effects.stream().filter(e -> e instanceof Effect.Dial).count());
        assertTrue(effects.get(0) instanceof Effect.Dial dial && dial.branch().leg().equals(C));
        ends(C, Reason.BUSY);
        assertEquals(lost(Reason.DECLINED), signals);
    }

    @Test
    void nobodyToRing() {
        start(Optional.of(DisconnectCause.of(Reason.BUSY)));
        assertEquals(lost(Reason.BUSY), signals);
        start(Optional.empty());
        assertEquals(lost(Reason.NOT_REGISTERED), signals);
    }

    @Test
    void timeHangsUpAndBeginsTheNextRound() {
        start(Optional.empty(), round(A), round(B));
        hear(new Message.Fired(TimerId.RING));
        assertEquals(hangup(A, Reason.NO_ANSWER), effects.get(0));
        assertTrue(effects.get(1) instanceof Effect.Dial dial && dial.branch().leg().equals(B));
        hear(new Message.Ended(A, DisconnectCause.of(Reason.NO_ANSWER)));
        assertEquals(List.of(), signals);
        ends(B, Reason.NOT_REGISTERED);
        assertEquals(lost(Reason.NO_ANSWER), signals);
    }

    @Test
    void onlyTheFirstEarlyMediaIsHeardUntilItsLegEnds() {
        start(Optional.empty(), round(A, B, C));
        hear(new Message.EarlyMedia(A));
        assertEquals(List.of(new Fork.Signal.Early(A)), signals);
        hear(new Message.EarlyMedia(B));
        assertEquals(List.of(), signals);
        ends(A, Reason.BUSY);
        hear(new Message.EarlyMedia(C));
        assertEquals(List.of(new Fork.Signal.Early(C)), signals);
        hear(new Message.Answered(B));
        assertEquals(new Effect.LeaveMix(C), effects.get(1));
    }

    @Test
    void strangersAreNotHeard() {
        start(Optional.empty(), round(A));
        hear(new Message.Answered(C));
        hear(new Message.Ringing(C));
        assertEquals(List.of(), signals);
        hear(new Message.Ringing(A));
        assertEquals(List.of(new Fork.Signal.Alerted()), signals);
    }

    @Test
    void everyReasonHasARow() {
        for (Reason reason : Reason.values()) {
            assertTrue(Outcomes.of(reason).forCaller().sipCode() >= 300, reason::name);
        }
        assertEquals(Reason.values().length, Outcomes.values().length);
    }
}
