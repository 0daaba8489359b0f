package org.patchbay.call.api;

import java.util.Objects;
import org.patchbay.directory.api.BindingChange;

/** Everything that is told about the house: one closed family. */
public sealed interface HouseEvent {
    /** Something about one call. */
    sealed interface OfCall extends HouseEvent {
        CallId call();
    }

    record CallStarted(CallId call, Party caller, String called) implements OfCall {
        public CallStarted {
            Objects.requireNonNull(call);
        }
    }

    /** A plan or a driver was chosen. */
    record CallRouted(CallId call, String by, String plan) implements OfCall {}

    record LegAdded(CallId call, LegId leg, boolean incoming, String target) implements OfCall {}

    record LegRinging(CallId call, LegId leg) implements OfCall {}

    record LegEarlyMedia(CallId call, LegId leg) implements OfCall {}

    record LegAnswered(CallId call, LegId leg) implements OfCall {}

    record LegHeld(CallId call, LegId leg, boolean held) implements OfCall {}

    record LegDigit(CallId call, LegId leg, char key) implements OfCall {}

    record LegMediaChanged(CallId call, LegId leg) implements OfCall {}

    record LegEnded(CallId call, LegId leg, DisconnectCause cause) implements OfCall {}

    /** That leg gives whom it talks to to somebody else. */
    record TransferStarted(CallId call, LegId by, String to) implements OfCall {}

    /** Whom it was given to answered. */
    record TransferDone(CallId call, LegId by, LegId to) implements OfCall {}

    /** Nobody answered; who wanted it talks again, if still there. */
    record TransferFailed(CallId call, LegId by, DisconnectCause cause) implements OfCall {}

    record CallEnded(CallId call, DisconnectCause cause, long durationMs) implements OfCall {}

    /** A device was registered, refreshed or lost. */
    record DeviceChanged(BindingChange change) implements HouseEvent {
        public DeviceChanged {
            Objects.requireNonNull(change);
        }
    }

    /** A script version is in force for new calls. */
    record ScriptLoaded(String script, int version) implements HouseEvent {}

    /** A script was refused; the last good version, if any, stays in force. */
    record ScriptRefused(String script, int line, String reason) implements HouseEvent {}

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
