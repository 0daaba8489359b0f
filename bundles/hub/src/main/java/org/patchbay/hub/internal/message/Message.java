package org.patchbay.hub.internal.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;

/** Everything that can be told to a call. */
public sealed interface Message {
    /** What somebody wants of a call whatever it is about. */
    sealed interface Wish extends Message {}

    /** Told by a leg. */
    sealed interface OfLeg extends Message {
        LegId leg();
    }

    /** Told by a leg that we dialled, on its way to an answer. */
    sealed interface Progress extends OfLeg {}

    record Ringing(LegId leg) implements Progress {}

    record EarlyMedia(LegId leg) implements Progress {}

    record Answered(LegId leg) implements Progress {}

    record Held(LegId leg, boolean held) implements OfLeg {}

    record Digit(LegId leg, char key, int durationMs) implements OfLeg {}

    record MediaChanged(LegId leg) implements OfLeg {}

    record Ended(LegId leg, DisconnectCause cause) implements OfLeg {
        public Ended {
            Objects.requireNonNull(cause);
        }
    }

    /**
     * A call came in on that leg, from there.
     *
     * @param seat whose place in another call it takes
     */
    record Incoming(LegId leg, String from, Optional<LegId> seat) implements Message {}

    /**
     * A call is made by command: ring these, the first to answer becomes the caller.
     *
     * @param listensTo the call that it is to hear; empty where it calls somebody
     */
    record Outgoing(Resolved from, Optional<CallId> listensTo) implements Message {
        public Outgoing {
            Objects.requireNonNull(from);
            Objects.requireNonNull(listensTo);
        }
    }

    /** The caller's early media may join the mix, or it could not be opened. */
    record CallerOpened(Optional<DisconnectCause> failure) implements Message {}

    /** The caller's media may join the mix, or it could not be answered. */
    record CallerAnswered(Optional<DisconnectCause> failure) implements Message {}

    /**
     * Whom a ring stands for.
     *
     * @param rounds what rings together, one after the other
     * @param unreached the strongest reason of those who cannot even be rung
     */
    record Resolved(List<List<Branch>> rounds, Optional<DisconnectCause> unreached)
            implements Message {
        public Resolved {
            rounds = rounds.stream().map(List::copyOf).toList();
            Objects.requireNonNull(unreached);
        }
    }

    /**
     * Who was rung sends the call elsewhere.
     *
     * @param leg that is rung no more
     * @param rounds that are rung in its place, as of {@link Resolved}; none where the call does
     *     not go there
     * @param cause of the leg's end
     */
    record Redirected(LegId leg, List<List<Branch>> rounds, DisconnectCause cause)
            implements Message {
        public Redirected {
            rounds = rounds.stream().map(List::copyOf).toList();
            Objects.requireNonNull(cause);
        }
    }

    /**
     * @param ask the question that this answers, see {@link Effect.AskApps}
     */
    record Decided(int ask, Verdict verdict) implements Message {}

    record Fired(TimerId timer) implements Message {}

    /** The room keeps a seat for the caller. */
    record SeatKept(String room) implements Message {}

    /**
     * The room wants a PIN, or another than it got.
     *
     * @param digits its length
     */
    record PinWanted(String room, int digits) implements Message {}

    record SeatRefused(String room, DisconnectCause cause) implements Message {}

    /** The caller has no seat in that room any more, for somebody wants it to go. */
    record SentOut(String room, DisconnectCause cause) implements Message {}

    /** What the caller listens to cannot be heard, or not any more. */
    record NothingHeard(DisconnectCause cause) implements Message {
        public NothingHeard {
            Objects.requireNonNull(cause);
        }
    }

    /** Somebody outside wants the call, or one leg of it, to end. */
    record HangupAsked(Optional<LegId> leg, DisconnectCause cause) implements Wish {}

    /**
     * Somebody wants that leg to give whom it talks to to others.
     *
     * @param byFarSide who is there does, and is told what becomes of it
     * @param owners of the call's legs
     */
    record TransferAsked(LegId by, TransferTo to, boolean byFarSide, Map<LegId, Owner> owners)
            implements Wish {
        public TransferAsked {
            Objects.requireNonNull(by);
            Objects.requireNonNull(to);
            owners = Map.copyOf(owners);
        }

        public Owner ownerOf(LegId leg) {
            return owners.getOrDefault(leg, Owner.NOBODY);
        }
    }

    /**
     * Somebody wants that leg elsewhere.
     *
     * @param ticket of the reply
     * @param owners of the call's legs
     */
    record MoveAsked(LegId leg, TransferTo to, long ticket, Map<LegId, Owner> owners)
            implements Wish {
        public MoveAsked {
            Objects.requireNonNull(leg);
            Objects.requireNonNull(to);
            owners = Map.copyOf(owners);
        }

        public Owner ownerOf(LegId which) {
            return owners.getOrDefault(which, Owner.NOBODY);
        }
    }

    /**
     * Whether a plan could take a leg, see {@link Effect.TryPlan}.
     *
     * @param no why it could not; empty where it could
     */
    record Tried(int ask, Optional<DisconnectCause> no) implements Message {
        public Tried {
            Objects.requireNonNull(no);
        }
    }

    /**
     * A leg that was moved out of another call begins this one, which goes there.
     *
     * @param number where that is, as others are shown it
     */
    record MovedIn(Newcomer newcomer, TransferTo to, String number) implements Message {
        public MovedIn {
            Objects.requireNonNull(newcomer);
            Objects.requireNonNull(to);
            Objects.requireNonNull(number);
        }
    }

    /** Somebody from another call takes the place of that leg. */
    record Seated(LegId seat, Newcomer newcomer) implements Message {}

    /** The seat that was offered for is taken: the leg belongs to that call. */
    record Taken(LegId leg) implements Message {}

    /** There is no such seat, or it is not given. */
    record NotTaken(DisconnectCause cause) implements Message {}

    /** Somebody wants that leg to wait, or to wait no more. */
    record HoldAsked(LegId leg, boolean held) implements Wish {
        public HoldAsked {
            Objects.requireNonNull(leg);
        }
    }

    /**
     * Somebody wants a third to talk with the two, as that leg's guest.
     *
     * @param byFarSide who is there does, and is told what becomes of it
     */
    record JoinAsked(LegId by, TransferTo third, boolean byFarSide, Owner owner) implements Wish {
        public JoinAsked {
            Objects.requireNonNull(by);
            Objects.requireNonNull(third);
            Objects.requireNonNull(owner);
        }
    }

    /** Somebody wants keys played to the far side of that leg. */
    record PressAsked(LegId leg, String keys) implements Wish {
        public PressAsked {
            Objects.requireNonNull(leg);
            Objects.requireNonNull(keys);
        }
    }

    /** The house closes. */
    record Closing() implements Message {}

    /** An effect could not be carried out at all. */
    record Trouble(DisconnectCause cause) implements Message {}

    /**
     * A driver uses a verb.
     *
     * @param driver which one, see {@link Effect.RunDriver}
     * @param ticket of the reply
     */
    record Asked(int driver, long ticket, Verb verb) implements Message {}

    /** A player, tone or echo is over. */
    record PlayEnded(long ticket, boolean complete, Optional<RuntimeException> failure)
            implements Message {}

    /** The stage of a driver is complete. */
    record DriverDone(int driver, Optional<DisconnectCause> failure) implements Message {}

    /** The app behind a driver is gone; that is no fault of the call. */
    record DriverGone(int driver) implements Message {}

    /** The apps that the call {@link Effect.AwaitApp waits for} can be asked. */
    record AppThere() implements Message {}
}
