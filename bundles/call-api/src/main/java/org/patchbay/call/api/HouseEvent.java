package org.patchbay.call.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.media.api.MediaSessionSnapshot;

/** Everything that is told about the house: one closed family. */
public sealed interface HouseEvent {
    /** Something about one call. */
    sealed interface OfCall extends HouseEvent {
        CallId call();
    }

    /** Something about one leg of a call. */
    sealed interface OfLeg extends OfCall {
        LegId leg();
    }

    /**
     * @param room the room's number where this call is a room
     */
    record CallStarted(CallId call, Party caller, String called, Optional<String> room)
            implements OfCall {
        public CallStarted {
            Objects.requireNonNull(call);
            Objects.requireNonNull(room);
        }

        public CallStarted(CallId call, Party caller, String called) {
            this(call, caller, called, Optional.empty());
        }
    }

    /**
     * A plan or a driver was chosen.
     *
     * @param by the script and version, or the built-in route
     * @param reasons what it looked up
     */
    record CallRouted(CallId call, String by, String plan, List<String> reasons) implements OfCall {
        public CallRouted {
            reasons = List.copyOf(reasons);
        }

        public CallRouted(CallId call, String by, String plan) {
            this(call, by, plan, List.of());
        }
    }

    /**
     * Part of a plan cannot be carried out: an app that is not installed, a target that nobody
     * knows. The call goes on by what the plan says otherwise.
     *
     * @param by who decided
     */
    record PlanBroken(CallId call, String by, String problem) implements OfCall {
        public PlanBroken {
            Objects.requireNonNull(call);
            Objects.requireNonNull(by);
            Objects.requireNonNull(problem);
        }
    }

    record LegAdded(CallId call, LegId leg, boolean incoming, String target) implements OfLeg {}

    record LegRinging(CallId call, LegId leg) implements OfLeg {}

    record LegEarlyMedia(CallId call, LegId leg) implements OfLeg {}

    /**
     * @param media as it was agreed; empty where the leg has none
     */
    record LegAnswered(CallId call, LegId leg, Optional<MediaSessionSnapshot> media)
            implements OfLeg {
        public LegAnswered {
            Objects.requireNonNull(media);
        }

        public LegAnswered(CallId call, LegId leg) {
            this(call, leg, Optional.empty());
        }
    }

    /** The far side of that leg holds, or talks again. */
    record LegHeld(CallId call, LegId leg, boolean held) implements OfLeg {}

    /** That leg was put on hold by command, or taken off. */
    record LegWaits(CallId call, LegId leg, boolean waits) implements OfLeg {}

    /** That member of a room is not heard, or is heard again. */
    record LegMuted(CallId call, LegId leg, boolean muted) implements OfLeg {}

    /** Nobody else gets into that room, or everybody again. */
    record RoomLocked(CallId call, boolean locked) implements OfCall {}

    /**
     * Somebody outside of that call or room hears it from now on, or does not any more.
     *
     * @param by the listener's own call
     * @param target where it listens
     */
    record ListenChanged(CallId call, CallId by, String target, boolean listens) implements OfCall {
        public ListenChanged {
            Objects.requireNonNull(call);
            Objects.requireNonNull(by);
            Objects.requireNonNull(target);
        }
    }

    /** That leg goes elsewhere by command: what follows is as if it had called there. */
    record LegMoved(CallId call, LegId leg, String to) implements OfLeg {
        public LegMoved {
            Objects.requireNonNull(to);
        }
    }

    record LegDigit(CallId call, LegId leg, char key) implements OfLeg {}

    /**
     * @param media as it is from now on; empty where the leg has none
     */
    record LegMediaChanged(CallId call, LegId leg, Optional<MediaSessionSnapshot> media)
            implements OfLeg {
        public LegMediaChanged {
            Objects.requireNonNull(media);
        }

        public LegMediaChanged(CallId call, LegId leg) {
            this(call, leg, Optional.empty());
        }
    }

    /** It hears the others of its call from now on, and they hear it. */
    record LegJoinedMix(CallId call, LegId leg) implements OfLeg {}

    record LegLeftMix(CallId call, LegId leg) implements OfLeg {}

    /**
     * @param farSide the far side ended it; false where we did
     * @param media as it was at the end; empty where the leg had none
     */
    record LegEnded(
            CallId call,
            LegId leg,
            DisconnectCause cause,
            boolean farSide,
            Optional<MediaSessionSnapshot> media)
            implements OfLeg {
        public LegEnded {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(media);
        }

        public LegEnded(CallId call, LegId leg, DisconnectCause cause) {
            this(call, leg, cause, false, Optional.empty());
        }
    }

    /** That leg gives whom it talks to to somebody else. */
    record TransferStarted(CallId call, LegId by, String to) implements OfCall {}

    /**
     * It is given away.
     *
     * @param to who answered; empty where it went to a room, an app or another call
     */
    record TransferDone(CallId call, LegId by, Optional<LegId> to) implements OfCall {
        public TransferDone {
            Objects.requireNonNull(to);
        }
    }

    /** Nobody answered; who wanted it talks again, if still there. */
    record TransferFailed(CallId call, LegId by, DisconnectCause cause) implements OfCall {}

    /** The third whom that leg wanted in the call did not come; the two talk on. */
    record JoinFailed(CallId call, LegId by, DisconnectCause cause) implements OfCall {
        public JoinFailed {
            Objects.requireNonNull(cause);
        }
    }

    /**
     * @param by the leg whose far side ended the call; empty where nobody hung up: time ran out, an
     *     app or a command ended it
     */
    record CallEnded(CallId call, DisconnectCause cause, long durationMs, Optional<LegId> by)
            implements OfCall {
        public CallEnded {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(by);
        }

        public CallEnded(CallId call, DisconnectCause cause, long durationMs) {
            this(call, cause, durationMs, Optional.empty());
        }
    }

    /** A device was registered, refreshed or lost. */
    record DeviceChanged(BindingChange change) implements HouseEvent {
        public DeviceChanged {
            Objects.requireNonNull(change);
        }
    }

    /** Wrong secrets came too often: what comes from there is not looked at for a while. */
    record AccessLocked(AccessLock lock) implements HouseEvent {
        public AccessLocked {
            Objects.requireNonNull(lock);
        }
    }

    /**
     * A trunk can be called now, or cannot any more.
     *
     * @param reason for people; empty where there is nothing to say
     */
    record TrunkChanged(String trunk, TrunkState state, String reason) implements HouseEvent {
        public TrunkChanged {
            Objects.requireNonNull(trunk);
            Objects.requireNonNull(state);
            Objects.requireNonNull(reason);
        }
    }

    /** A script version is in force for new calls. */
    record ScriptLoaded(String script, int version) implements HouseEvent {}

    /** A script was refused; the last good version, if any, stays in force. */
    record ScriptRefused(String script, int line, String reason) implements HouseEvent {}

    /**
     * A script failed at a call; it stays in force. Told once a second at most for each script and
     * version, however often it fails.
     *
     * @param text for people, with file and line where they are known; bounded
     * @param failures of the script so far, those that were not told too
     */
    record ScriptFailed(String script, int version, String text, long failures)
            implements HouseEvent {
        public ScriptFailed {
            Objects.requireNonNull(script);
            Objects.requireNonNull(text);
        }
    }

    record ScriptRemoved(String script) implements HouseEvent {}

    /** The directory changed, or a bad one was refused and the old one stays. */
    record DirectoryLoaded(long version) implements HouseEvent {}

    record DirectoryRefused(String path, int line, String reason) implements HouseEvent {}

    /** A replaceable part came or went. */
    record PartArrived(String kind, String name, String bundle) implements HouseEvent {}

    record PartGone(String kind, String name, String bundle) implements HouseEvent {}

    /** This subscriber missed that many events and should take a new snapshot. */
    record EventsLost(long count) implements HouseEvent {}
}
