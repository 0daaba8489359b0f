package org.patchbay.call.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ConsumerType;
import org.patchbay.media.api.MixMember;

/**
 * One party of a call, as the hub sees it. Methods are called on the call's thread and must not
 * block; stages may complete on any thread. A leg reports exactly one {@link LegEvents#ended}, also
 * after {@link #hangup}: at once, whatever its protocol still has to say to the far side
 * afterwards.
 */
@ConsumerType
public interface Leg {
    LegId id();

    /** What joins the call's mix; empty as long as no media is agreed. */
    Optional<MixMember> media();

    /** Tells an incoming leg that somebody is being alerted (180). Nothing for a dialled leg. */
    default void ring() {}

    /**
     * Opens early media to an incoming leg (183 with a description); completes when it may join the
     * mix.
     */
    default CompletionStage<Void> progress() {
        return CompletableFuture.completedFuture(null);
    }

    /** Answers an incoming leg; completes when its media may join the mix. */
    CompletionStage<Void> answer();

    /** Holds or resumes from our side. */
    default CompletionStage<Void> hold(boolean held) {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("this leg cannot hold"));
    }

    /** Plays a key to the far side. */
    default CompletionStage<Void> sendDigit(char key, int durationMs) {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("this leg takes no digits"));
    }

    /**
     * What becomes of the transfer that the far side {@link LegEvents#transferAsked asked} for, up
     * to one {@link TransferProgress.Done} or {@link TransferProgress.Failed}; that may come after
     * the leg has ended.
     */
    default void transferring(TransferProgress progress) {}

    /**
     * What becomes of the third that the far side {@link LegEvents#joinAsked asked} for.
     *
     * @param third as it was asked for
     */
    default void joining(TransferTo third, JoinProgress progress) {}

    /** The far side talks to somebody else from now on: to be shown to it, where it can be. */
    default void identify(Party party) {}

    /**
     * Where the leg does its own work, if the call that it brings in may be run there too: then
     * neither has to wake the other's thread. Runs tasks one at a time and in their order, and none
     * before {@code execute} has returned; one that has ended runs what it took and throws {@link
     * java.util.concurrent.RejectedExecutionException} from then on. Empty: the hub has threads.
     */
    default Optional<Executor> lane() {
        return Optional.empty();
    }

    /**
     * Ends the leg in whatever way fits its state: a final response, CANCEL or BYE. Idempotent.
     * With {@link DisconnectCause.Reason#ANSWERED_ELSEWHERE} the far side is told so (RFC 3326).
     */
    void hangup(DisconnectCause cause);

    /** Any thread may call; never blocks. */
    LegSnapshot snapshot();
}
