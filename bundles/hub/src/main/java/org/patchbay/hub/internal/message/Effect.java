package org.patchbay.hub.internal.message;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MediaEngine;

/** What a call's machines want done. They only say so; the {@link Rim} does it. */
public sealed interface Effect {
    void performBy(Rim rim);

    record Dial(Branch branch, Party caller, String called) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.dial(this);
        }
    }

    record RingCaller(LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.ringCaller(this);
        }
    }

    /** Open early media; {@link Message.CallerOpened} follows. */
    record OpenCaller(LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.openCaller(this);
        }
    }

    /** {@link Message.CallerAnswered} follows. */
    record AnswerCaller(LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.answerCaller(this);
        }
    }

    record HangupLeg(LegId leg, DisconnectCause cause) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.hangupLeg(this);
        }
    }

    record JoinMix(LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.joinMix(this);
        }
    }

    record LeaveMix(LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.leaveMix(this);
        }
    }

    /** {@link Message.Resolved} follows. */
    record Resolve(Plan.Ring ring) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.resolve(this);
        }
    }

    /**
     * Ask every app, or only the one of that name; {@link Message.Decided} follows.
     *
     * @param patient the answer may be that apps are away
     * @param view what they are asked about
     */
    record AskApps(int ask, Optional<AppRequest> request, boolean patient, CallView view)
            implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.askApps(this);
        }
    }

    /**
     * {@link Message.DriverDone} follows, or {@link Message.DriverGone}.
     *
     * @param app that the code is of
     */
    record RunDriver(int driver, CallDriver code, String app) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.runDriver(this);
        }
    }

    /**
     * Wait for an app of that name to come back, or for all that are away, but not for ever: {@link
     * Message.AppThere} follows, or {@link TimerId#APP}.
     */
    record AwaitApp(Optional<String> app) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.awaitApp(this);
        }
    }

    /** The call has no more need of the apps that it began with: their loaders may go. */
    record ReleaseApps() implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.releaseApps();
        }
    }

    /** {@link Message.Fired} follows, unless it is stopped before. */
    record StartTimer(TimerId timer, Duration after) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.startTimer(this);
        }
    }

    record StopTimer(TimerId timer) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.stopTimer(this);
        }
    }

    /**
     * {@link Message.SeatKept}, {@link Message.SeatRefused} or {@link Message.PinWanted} follows.
     *
     * @param pin keys that the caller pressed; empty for none
     */
    record ReserveSeat(String room, LegId leg, String pin) implements Effect {
        /** Without the keys. */
        @Override
        public String toString() {
            return "ReserveSeat " + room + " for " + leg;
        }

        @Override
        public void performBy(Rim rim) {
            rim.reserveSeat(this);
        }
    }

    record TakeSeat(String room, LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.takeSeat(this);
        }
    }

    /** Who sits there holds, or talks again. */
    record HoldSeat(String room, LegId leg, boolean held) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.holdSeat(this);
        }
    }

    record LeaveRoom(String room, LegId leg, DisconnectCause cause) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.leaveRoom(this);
        }
    }

    /**
     * That leg hears another call or a room, and is not heard there; {@link Message.NothingHeard}
     * follows where it cannot, or when that is over.
     */
    record Listen(CallId call, LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.listen(this);
        }
    }

    record ListenNoMore(CallId call, LegId leg) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.listenNoMore(this);
        }
    }

    /** {@link Message.PlayEnded} follows, as for the next two. */
    record PlayFile(long ticket, Path file) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.playFile(this);
        }
    }

    record PlayTones(long ticket, List<MediaEngine.Tone> tones) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.playTones(this);
        }
    }

    record StartEcho(long ticket) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.startEcho(this);
        }
    }

    /** The tone that says that somebody is alerted begins or ends. */
    record Ringback(boolean on) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.ringback(this);
        }
    }

    /** Music for who waits begins or ends. */
    record Music(boolean on) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.music(this);
        }
    }

    /** The far side is told that it waits, or that it waits no more. */
    record HoldLeg(LegId leg, boolean held) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.holdLeg(this);
        }
    }

    /**
     * Play keys to the far side.
     *
     * @param ticket of the verb that is done with the last of them; empty where nobody waits
     */
    record Press(LegId leg, String keys, Optional<Long> ticket) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.press(this);
        }
    }

    /** {@link Message.TransferAsked} follows at once. */
    record Transfer(LegId by, TransferTo to) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.transfer(this);
        }
    }

    record StopPlay(long ticket) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.stopPlay(this);
        }
    }

    /**
     * A verb is done.
     *
     * @param value of its stage; empty for a verb without one
     */
    record Reply(long ticket, Optional<Object> value) implements Effect {
        public static Reply done(long ticket) {
            return new Reply(ticket, Optional.empty());
        }

        public static Reply of(long ticket, Object value) {
            return new Reply(ticket, Optional.of(value));
        }

        @Override
        public void performBy(Rim rim) {
            rim.reply(this);
        }
    }

    record ReplyFailed(long ticket, RuntimeException failure) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.replyFailed(this);
        }
    }

    /**
     * Offer that leg for the seat that one of another call has; {@link Message.Taken} or {@link
     * Message.NotTaken} follows.
     *
     * @param is as others are shown it
     */
    record OfferSeat(LegId leg, LegId seat, Party is, Owner owner) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.offerSeat(this);
        }
    }

    /**
     * Look whether that plan could take that leg; {@link Message.Tried} follows.
     *
     * @param user whom it would be put down to
     */
    record TryPlan(int ask, LegId leg, Plan plan, Optional<String> user) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.tryPlan(this);
        }
    }

    /**
     * A leg begins a call of its own; {@link Message.Taken} follows, or the ticket's reply is why
     * not.
     */
    record MoveOut(Message.MovedIn moved, long ticket) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.moveOut(this);
        }
    }

    /** If it is not too late. */
    record WithdrawSeat() implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.withdrawSeat();
        }
    }

    /** Who asked for a transfer hears of it, also where the leg has ended. */
    record TellTransfer(LegId leg, TransferProgress progress) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.tellTransfer(this);
        }
    }

    /** Who asked for a third hears of it. */
    record TellJoin(LegId leg, TransferTo third, JoinProgress progress) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.tellJoin(this);
        }
    }

    /**
     * The far side talks to somebody else now.
     *
     * @param other the leg that it talks to; empty where that is none of this call
     * @param known who that is, where the directory does not know it
     */
    record Identify(LegId leg, Optional<LegId> other, Party known) implements Effect {
        public Identify(LegId leg, Party known) {
            this(leg, Optional.empty(), known);
        }

        @Override
        public void performBy(Rim rim) {
            rim.identify(this);
        }
    }

    record Publish(HouseEvent event) implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.publish(this);
        }
    }

    /** The call is over and has no leg any more: nothing follows. */
    record Vanish() implements Effect {
        @Override
        public void performBy(Rim rim) {
            rim.vanish();
        }
    }
}
