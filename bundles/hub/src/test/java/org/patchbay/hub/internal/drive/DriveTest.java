package org.patchbay.hub.internal.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Branch;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;
import org.patchbay.hub.internal.message.Verb;

class DriveTest {
    private static final LegId CALLER = new LegId("caller");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Effect> effects = new ArrayList<>();
    private Caller caller = Caller.called(CALLER);
    private Optional<Drive.Exit> exit = Optional.empty();
    private Drive drive;

    @BeforeEach
    void begin() {
        drive = Drive.begin(7, new Drive.Setting(new CallId("c"), Party.ANONYMOUS, "600"));
    }

    private void hear(Message message) {
        Drive.Step step = drive.next(caller, message);
        drive = step.drive();
        caller = step.caller();
        exit = step.exit();
        effects.clear();
        effects.addAll(step.effects());
    }

    private void ask(long ticket, Verb verb) {
        hear(new Message.Asked(7, ticket, verb));
    }

    private void press(char key) {
        hear(new Message.Digit(CALLER, key, 100));
    }

    private static Message.Fired fired(long ticket) {
        return new Message.Fired(TimerId.verb(ticket));
    }

    private static Verb.Play play(String name) {
        return new Verb.Play(Path.of(name));
    }

    @Test
    void anotherDriversVerbIsRefused() {
        hear(new Message.Asked(6, 1, new Verb.Answer()));
        assertTrue(effects.get(0) instanceof Effect.ReplyFailed failed && failed.ticket() == 1);
        assertEquals(1, effects.size());
    }

    @Test
    void aNewPlayStopsTheOldOne() {
        ask(1, play("a"));
        assertEquals(List.of(new Effect.PlayFile(1, Path.of("a"))), effects);
        ask(2, play("b"));
        assertEquals(
                List.of(new Effect.StopPlay(1), new Effect.PlayFile(2, Path.of("b"))), effects);
        hear(new Message.PlayEnded(1, false, Optional.empty()));
        assertTrue(effects.contains(Effect.Reply.of(1, false)));
    }

    @Test
    void aPlayWaitsUntilTheCallerHears() {
        caller = Caller.incoming(CALLER);
        ask(1, play("a"));
        assertEquals(List.of(new Effect.OpenCaller(CALLER)), effects);
        caller = caller.opened(true);
        hear(new Message.CallerOpened(Optional.empty()));
        assertEquals(
                List.of(new Effect.JoinMix(CALLER), new Effect.PlayFile(1, Path.of("a"))), effects);
    }

    @Test
    void noEarlyMediaFailsThePlayAndNotTheCall() {
        caller = Caller.incoming(CALLER);
        ask(1, play("a"));
        caller = caller.opened(false);
        hear(new Message.CallerOpened(Optional.of(DisconnectCause.of(Reason.NO_COMMON_CODEC))));
        assertTrue(effects.get(0) instanceof Effect.ReplyFailed);
        assertEquals(Optional.empty(), exit);
    }

    @Test
    void aKeyStopsThePromptOnlyWhereItIsCollected() {
        ask(1, play("a"));
        press('1');
        assertEquals(List.of(), effects);
        ask(2, new Verb.Collect(3, "#", SECOND));
        assertTrue(effects.contains(new Effect.StopPlay(1)));
        press('2');
        press('#');
        assertTrue(effects.contains(Effect.Reply.of(2, "12")));
    }

    @Test
    void timeEndsACollectWithWhatThereIs() {
        ask(1, new Verb.Collect(3, "", SECOND));
        press('4');
        hear(fired(1));
        assertTrue(effects.contains(Effect.Reply.of(1, "4")));
        hear(fired(1));
        assertEquals(List.of(), effects);
    }

    @Test
    void keysOfSomebodyElseAreNotCollected() {
        ask(1, new Verb.Collect(1, "", SECOND));
        hear(new Message.Digit(new LegId("peer"), '5', 100));
        assertEquals(List.of(), effects);
    }

    @Test
    void typedAheadIsBounded() {
        for (int i = 0; i < 1000; i++) {
            press('1');
        }
        assertEquals(Drive.MAX_TYPED, drive.typed().length());
    }

    @Test
    void verbsUnderWayAreBounded() {
        for (int i = 0; i < Drive.MAX_VERBS; i++) {
            ask(i, new Verb.Pause(SECOND));
            assertTrue(effects.get(0) instanceof Effect.StartTimer);
        }
        ask(1000, new Verb.Pause(SECOND));
        assertTrue(effects.get(0) instanceof Effect.ReplyFailed);
    }

    @Test
    void echoIsStoppedByItsTimerAndRepliesOnce() {
        ask(1, new Verb.Echo(SECOND));
        assertEquals(
                List.of(new Effect.StartTimer(TimerId.verb(1), SECOND), new Effect.StartEcho(1)),
                effects);
        hear(fired(1));
        assertEquals(List.of(new Effect.StopPlay(1)), effects);
        hear(new Message.PlayEnded(1, true, Optional.empty()));
        assertTrue(effects.contains(Effect.Reply.of(1, true)));
        hear(new Message.PlayEnded(1, true, Optional.empty()));
        assertEquals(List.of(), effects);
    }

    @Test
    void hangupPassOnAndTheEndOfTheDriverLetTheCallGo() {
        ask(1, new Verb.Hangup(Reason.BUSY));
        assertEquals(Optional.of(new Drive.Exit.End(DisconnectCause.of(Reason.BUSY))), exit);
        Plan plan = new Plan.JoinRoom("8001");
        ask(2, new Verb.PassTo(plan));
        assertEquals(Optional.of(new Drive.Exit.Pass(plan)), exit);
        hear(new Message.DriverDone(6, Optional.empty()));
        assertEquals(Optional.empty(), exit);
        hear(new Message.DriverDone(7, Optional.empty()));
        assertEquals(Optional.of(new Drive.Exit.End(DisconnectCause.of(Reason.NORMAL))), exit);
    }

    @Test
    void withoutADriverOnlyWhatTheCallerHearsGoesOn() {
        ask(1, new Verb.Pause(SECOND));
        ask(2, new Verb.Collect(1, "", SECOND));
        ask(3, play("a"));
        RuntimeException why = new IllegalStateException("gone");
        assertEquals(
                List.of(
                        new Effect.StopTimer(TimerId.verb(1)),
                        new Effect.StopTimer(TimerId.verb(2)),
                        new Effect.ReplyFailed(3, why),
                        new Effect.ReplyFailed(1, why),
                        new Effect.ReplyFailed(2, why)),
                drive.drop(why));
        drive = drive.unattended();
        assertTrue(drive.underWay());
        press('5');
        assertEquals(List.of(), effects);
        hear(new Message.PlayEnded(3, true, Optional.empty()));
        assertFalse(drive.underWay());
    }

    @Test
    void abandoningFailsWhateverIsUnderWay() {
        ask(1, new Verb.Pause(SECOND));
        ask(2, new Verb.Collect(1, "", SECOND));
        ask(3, play("a"));
        long failed =
                drive
                        .abandon(DisconnectCause.of(Reason.CANCELLED), new IllegalStateException())
                        .stream()
                        .filter(effect -> effect instanceof Effect.ReplyFailed)
                        .count();
        assertEquals(3, failed);
    }

    private static final LegId BERT = new LegId("bert");

    private void dialBert() {
        Target target = new Target("device", "bert");
        Plan.Ring ring = Plan.Ring.all(List.of(target), SECOND);
        ask(1, new Verb.Dial(ring));
        Branch branch = new Branch(BERT, target, target, target);
        hear(new Message.Resolved(List.of(List.of(branch)), Optional.empty()));
    }

    private List<Boolean> ringback() {
        return effects.stream()
                .filter(effect -> effect instanceof Effect.Ringback)
                .map(effect -> ((Effect.Ringback) effect).on())
                .toList();
    }

    @Test
    void anAnsweredCallerHearsAToneFromTheAlertToTheAnswer() {
        dialBert();
        assertEquals(List.of(), ringback());
        hear(new Message.Ringing(BERT));
        assertEquals(List.of(new Effect.JoinMix(CALLER), new Effect.Ringback(true)), effects);
        hear(new Message.Ringing(BERT));
        assertEquals(List.of(), effects);
        hear(new Message.Answered(BERT));
        assertEquals(List.of(false), ringback());
    }

    @Test
    void earlyMediaOrAFailureEndTheTone() {
        dialBert();
        hear(new Message.Ringing(BERT));
        hear(new Message.EarlyMedia(BERT));
        assertEquals(List.of(false), ringback());
        hear(new Message.Ended(BERT, DisconnectCause.of(Reason.BUSY)));
        assertEquals(List.of(), ringback());
        dialBert();
        hear(new Message.Ringing(BERT));
        hear(new Message.Fired(TimerId.RING));
        assertEquals(List.of(false), ringback());
    }

    @Test
    void whatTheDriverPlaysTakesThePlaceOfTheTone() {
        dialBert();
        ask(2, play("music"));
        hear(new Message.Ringing(BERT));
        assertEquals(List.of(), ringback());
        hear(new Message.PlayEnded(2, true, Optional.empty()));
        assertEquals(List.of(true), ringback());
        ask(3, new Verb.PassTo(new Plan.JoinRoom("8001")));
        assertEquals(List.of(false), ringback());
    }

    @Test
    void aCallerWhoIsNotAnsweredGetsNoTone() {
        caller = Caller.incoming(CALLER);
        dialBert();
        hear(new Message.Ringing(BERT));
        assertEquals(List.of(new Effect.RingCaller(CALLER)), effects);
        ask(2, new Verb.Answer());
        caller = caller.confirmed();
        hear(new Message.CallerAnswered(Optional.empty()));
        assertEquals(List.of(true), ringback());
    }
}
