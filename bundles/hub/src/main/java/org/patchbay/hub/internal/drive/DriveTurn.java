package org.patchbay.hub.internal.drive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.drive.Drive.Exit;
import org.patchbay.hub.internal.drive.Drive.Waiting;
import org.patchbay.hub.internal.fork.Fork;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;
import org.patchbay.hub.internal.message.Verb;

/** The scratch of one {@link Drive#next}: what changes, until it is frozen again. */
final class DriveTurn {
    private final Drive before;
    private final Set<Long> answering;
    private final List<Waiting> opening;
    private final Set<Long> playing;
    private final Set<Long> pausing;
    private final List<Effect> effects = new ArrayList<>();
    private final DialTurn dial;
    private final JoinTurn join;
    private String typed;
    private Optional<Collecting> collecting;
    private Caller caller;
    private Optional<Exit> exit = Optional.empty();

    DriveTurn(Drive before, Caller caller) {
        this.before = before;
        this.caller = caller;
        answering = new LinkedHashSet<>(before.answering());
        opening = new ArrayList<>(before.opening());
        playing = new LinkedHashSet<>(before.playing());
        pausing = new LinkedHashSet<>(before.pausing());
        typed = before.typed();
        collecting = before.collecting();
        dial = new DialTurn(this, before.dialling());
        join = new JoinTurn(this, before.joining());
    }

    Drive.Step done() {
        // What the driver plays while it dials takes the place of the tone.
        boolean silent = playing.isEmpty() && opening.isEmpty() && exit.isEmpty();
        caller(caller.ringback(silent && dial.alerting()));
        Drive after =
                new Drive(
                        before.setting(),
                        before.number(),
                        Set.copyOf(answering),
                        List.copyOf(opening),
                        Set.copyOf(playing),
                        Set.copyOf(pausing),
                        typed,
                        collecting,
                        dial.dialling(),
                        join.joining());
        return new Drive.Step(after, caller, List.copyOf(effects), exit);
    }

    Drive.Setting setting() {
        return before.setting();
    }

    Caller caller() {
        return caller;
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void caller(Caller.Step step) {
        caller = step.caller();
        effects.addAll(step.effects());
    }

    void exit(Exit how) {
        exit = Optional.of(how);
    }

    void fail(long ticket, String why) {
        effects.add(new Effect.ReplyFailed(ticket, new IllegalStateException(why)));
    }

    void asked(Message.Asked asked) {
        long ticket = asked.ticket();
        if (asked.driver() != before.number()) {
            fail(ticket, "this driver has passed the call on");
        } else if (underWay() >= Drive.MAX_VERBS) {
            fail(ticket, "more than " + Drive.MAX_VERBS + " verbs at once");
        } else {
            verb(ticket, asked.verb());
        }
    }

    private int underWay() {
        return answering.size() + opening.size() + playing.size() + pausing.size();
    }

    private void verb(long ticket, Verb verb) {
        if (verb instanceof Verb.Ring) {
            caller(caller.ring());
            effects.add(Effect.Reply.done(ticket));
        } else if (verb instanceof Verb.Answer) {
            answer(ticket);
        } else if (verb instanceof Verb.Play play) {
            play(new Waiting(ticket, new Effect.PlayFile(ticket, play.file())));
        } else if (verb instanceof Verb.Tones tones) {
            play(new Waiting(ticket, new Effect.PlayTones(ticket, tones.tones())));
        } else if (verb instanceof Verb.Echo echo) {
            effects.add(new Effect.StartTimer(TimerId.verb(ticket), echo.longest()));
            play(new Waiting(ticket, new Effect.StartEcho(ticket)));
        } else if (verb instanceof Verb.Collect collect) {
            collect(ticket, collect);
        } else if (verb instanceof Verb.Pause pause) {
            pausing.add(ticket);
            effects.add(new Effect.StartTimer(TimerId.verb(ticket), pause.duration()));
        } else if (verb instanceof Verb.Dial asked) {
            dial(ticket, asked);
        } else if (verb instanceof Verb.Join asked) {
            join(ticket, asked);
        } else if (verb instanceof Verb.Drop asked) {
            drop(ticket, asked.who());
        } else if (verb instanceof Verb.PassTo pass) {
            effects.add(Effect.Reply.done(ticket));
            exit(new Exit.Pass(pass.plan()));
        } else if (verb instanceof Verb.Hangup hangup) {
            effects.add(Effect.Reply.done(ticket));
            exit(new Exit.End(DisconnectCause.of(hangup.reason())));
        } else {
            throw new IllegalStateException("no such verb: " + verb);
        }
    }

    private void dial(long ticket, Verb.Dial asked) {
        if (join.rings()) {
            fail(ticket, "a third is being rung");
        } else {
            dial.begin(ticket, asked.ring(), before.setting());
        }
    }

    private void join(long ticket, Verb.Join asked) {
        if (!dial.talks()) {
            fail(ticket, "join: there is nobody whom the caller talks to");
        } else {
            join.begin(ticket, asked.ring(), before.setting());
        }
    }

    private void drop(long ticket, Side who) {
        List<Effect> ends =
                who == Side.THIRD ? join.drop() : who == Side.PEER ? dial.drop() : List.of();
        if (ends.isEmpty()) {
            fail(ticket, "drop: " + (who == Side.CALLER ? "hangup ends the call" : "nobody there"));
        } else {
            effects.addAll(ends);
            effects.add(Effect.Reply.done(ticket));
        }
    }

    private void answer(long ticket) {
        if (caller.answered()) {
            effects.add(Effect.Reply.done(ticket));
        } else {
            answering.add(ticket);
            caller(caller.answer());
        }
    }

    /** One thing plays at a time; what comes later stops what plays. */
    private void play(Waiting play) {
        playing.forEach(ticket -> effects.add(new Effect.StopPlay(ticket)));
        for (Waiting waiting : opening) {
            effects.add(Effect.Reply.of(waiting.ticket(), false));
        }
        opening.clear();
        if (caller.hears()) {
            start(play);
        } else {
            opening.add(play);
            caller(caller.open());
        }
    }

    private void start(Waiting play) {
        playing.add(play.ticket());
        effects.add(play.start());
    }

    /** The caller hears early media now, or never will. */
    void opened(Optional<DisconnectCause> failure) {
        if (failure.isPresent()) {
            opening.forEach(play -> fail(play.ticket(), "no early media: " + failure.get().text()));
            opening.clear();
        } else {
            effects.add(new Effect.JoinMix(caller.leg()));
            startWaiting();
        }
    }

    void answered() {
        effects.add(new Effect.JoinMix(caller.leg()));
        answering.forEach(ticket -> effects.add(Effect.Reply.done(ticket)));
        answering.clear();
        startWaiting();
        dial.callerAnswered();
    }

    private void startWaiting() {
        opening.forEach(this::start);
        opening.clear();
    }

    void playEnded(Message.PlayEnded ended) {
        if (!playing.remove(ended.ticket())) {
            return;
        }
        effects.add(new Effect.StopTimer(TimerId.verb(ended.ticket())));
        if (ended.failure().isPresent()) {
            effects.add(new Effect.ReplyFailed(ended.ticket(), ended.failure().get()));
        } else {
            effects.add(Effect.Reply.of(ended.ticket(), ended.complete()));
        }
    }

    private void collect(long ticket, Verb.Collect wanted) {
        if (collecting.isPresent()) {
            fail(ticket, "keys are being collected already");
            return;
        }
        collecting = Optional.of(new Collecting(ticket, wanted, ""));
        effects.add(new Effect.StartTimer(TimerId.verb(ticket), wanted.between()));
        String waiting = typed;
        typed = "";
        for (char key : waiting.toCharArray()) {
            digit(key);
        }
    }

    /** A key ends what plays where it is collected, else it waits for who collects next. */
    void digit(char key) {
        if (collecting.isEmpty()) {
            typed = typed.length() < Drive.MAX_TYPED ? typed + key : typed;
            return;
        }
        playing.forEach(ticket -> effects.add(new Effect.StopPlay(ticket)));
        Collecting now = collecting.get();
        if (now.ends(key)) {
            collected(now);
            return;
        }
        collecting = Optional.of(now.plus(key));
        if (collecting.get().full()) {
            collected(collecting.get());
        } else {
            TimerId timer = TimerId.verb(now.ticket());
            effects.add(new Effect.StartTimer(timer, now.wanted().between()));
        }
    }

    private void collected(Collecting result) {
        collecting = Optional.empty();
        effects.add(new Effect.StopTimer(TimerId.verb(result.ticket())));
        effects.add(Effect.Reply.of(result.ticket(), result.keys()));
    }

    void fired(Message.Fired fired) {
        long ticket = fired.timer().number();
        if (fired.timer().kind() != TimerId.Kind.VERB) {
            forDial(fired);
        } else if (pausing.remove(ticket)) {
            effects.add(Effect.Reply.done(ticket));
        } else if (playing.contains(ticket)) {
            effects.add(new Effect.StopPlay(ticket));
        } else if (opening.removeIf(play -> play.ticket() == ticket)) {
            effects.add(Effect.Reply.of(ticket, false));
        } else {
            collecting.filter(c -> c.ticket() == ticket).ifPresent(this::collected);
        }
    }

    /** A third is rung only when nobody else is. */
    void forDial(Message message) {
        if (!join.next(message)) {
            dial.next(message);
        }
    }

    /** Signals of a fork whose winner has not been found yet, for the caller. */
    void alerted() {
        caller(caller.ring());
    }

    void early(Fork.Signal.Early early) {
        effects.add(new Effect.JoinMix(early.leg()));
        caller(caller.open());
        if (caller.answered()) {
            effects.add(new Effect.JoinMix(caller.leg()));
        }
    }
}
