package org.patchbay.hub.internal.drive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/**
 * A call in the hands of an app: a pure machine. Every verb has a ticket and gets one reply.
 *
 * @param number tells this driver from one that drove the call before
 * @param answering tickets that wait for the caller's answer
 * @param opening plays that wait until the caller hears
 * @param playing tickets of what plays now
 * @param pausing tickets of pauses
 * @param typed keys that nobody has collected yet
 * @param joining a third, for the caller and whom it dialled
 */
public record Drive(
        Setting setting,
        int number,
        Set<Long> answering,
        List<Waiting> opening,
        Set<Long> playing,
        Set<Long> pausing,
        String typed,
        Optional<Collecting> collecting,
        Optional<Dialling> dialling,
        Optional<Dialling> joining) {

    /** Keys kept until somebody asks for them. */
    static final int MAX_TYPED = 32;

    /** Verbs that may be under way at once. */
    static final int MAX_VERBS = 64;

    /** What of the call a driver's verbs need. */
    public record Setting(CallId call, Party caller, String called) {}

    /** A play that waits, as the effect that begins it. */
    record Waiting(long ticket, Effect start) {}

    /** How a driver lets the call go. */
    public sealed interface Exit {
        record End(DisconnectCause cause) implements Exit {}

        record Pass(Plan plan) implements Exit {}
    }

    /** What one message led to; with an exit the drive is over. */
    public record Step(Drive drive, Caller caller, List<Effect> effects, Optional<Exit> exit) {}

    public static Drive begin(int number, Setting setting) {
        return new Drive(
                setting,
                number,
                Set.of(),
                List.of(),
                Set.of(),
                Set.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param caller as it is after the message; the owner has told it already
     */
    public Step next(Caller caller, Message message) {
        DriveTurn turn = new DriveTurn(this, caller);
        if (message instanceof Message.Asked asked) {
            turn.asked(asked);
        } else if (message instanceof Message.Digit digit && digit.leg().equals(caller.leg())) {
            turn.digit(digit.key());
        } else if (message instanceof Message.CallerOpened opened) {
            turn.opened(opened.failure());
        } else if (message instanceof Message.CallerAnswered) {
            turn.answered();
        } else if (message instanceof Message.PlayEnded ended) {
            turn.playEnded(ended);
        } else if (message instanceof Message.Fired fired) {
            turn.fired(fired);
        } else if (message instanceof Message.DriverDone done && done.driver() == number) {
            turn.exit(new Exit.End(done.failure().orElse(DisconnectCause.of(Reason.NORMAL))));
        } else {
            turn.forDial(message);
        }
        return turn.done();
    }

    /** The drive is over: whoever is being dialled is hung up, and every verb under way fails. */
    public List<Effect> abandon(DisconnectCause cause, RuntimeException failure) {
        List<Effect> effects = new ArrayList<>();
        called().flatMap(d -> d.fork().stream())
                .forEach(fork -> effects.addAll(fork.cancel(cause)));
        for (long ticket : tickets()) {
            effects.add(new Effect.StopTimer(TimerId.verb(ticket)));
            effects.add(new Effect.ReplyFailed(ticket, failure));
        }
        playing.forEach(ticket -> effects.add(new Effect.StopPlay(ticket)));
        return effects;
    }

    /**
     * Nobody drives any more: every verb fails for the driver, and those that only tell it
     * something end. The rest is {@link #unattended}.
     */
    public List<Effect> drop(RuntimeException failure) {
        List<Effect> effects = new ArrayList<>();
        Set<Long> over = new LinkedHashSet<>(pausing);
        collecting.ifPresent(c -> over.add(c.ticket()));
        over.forEach(ticket -> effects.add(new Effect.StopTimer(TimerId.verb(ticket))));
        tickets().forEach(ticket -> effects.add(new Effect.ReplyFailed(ticket, failure)));
        return effects;
    }

    /** What goes on without a driver: what the caller hears, who rings, who talks. */
    public Drive unattended() {
        return new Drive(
                setting,
                number,
                Set.of(),
                opening,
                playing,
                Set.of(),
                "",
                Optional.empty(),
                dialling,
                joining);
    }

    /** Whether something goes on that ends by itself. */
    public boolean underWay() {
        return !opening.isEmpty()
                || !playing.isEmpty()
                || dialling.isPresent()
                || joining.isPresent();
    }

    private Set<Long> tickets() {
        Set<Long> all = new LinkedHashSet<>(answering);
        opening.forEach(play -> all.add(play.ticket()));
        all.addAll(playing);
        all.addAll(pausing);
        collecting.ifPresent(c -> all.add(c.ticket()));
        called().forEach(d -> all.add(d.ticket()));
        return all;
    }

    private Stream<Dialling> called() {
        return Stream.concat(dialling.stream(), joining.stream());
    }

    /** Who was dialled and talks to the caller. */
    public Optional<LegId> peer() {
        return dialling.filter(Dialling::joined).flatMap(Dialling::peer);
    }

    /** Whether somebody is dialled, or was and talks. */
    public boolean dials() {
        return dialling.isPresent();
    }

    /** Whether a third is rung, or talks. */
    public boolean hasThird() {
        return joining.isPresent();
    }

    /** How many were called, whether they answered or not. */
    public int dialled() {
        return (int) called().count();
    }

    /** Everybody who was called and answered. */
    public List<LegId> others() {
        return called().flatMap(d -> d.peer().stream()).toList();
    }

    /** The leg of that side, where somebody is there and talks. */
    public Optional<LegId> leg(Side side, Caller caller) {
        return side == Side.CALLER
                ? Optional.of(caller.leg())
                : side == Side.PEER ? peer() : joining.flatMap(Dialling::peer);
    }
}
