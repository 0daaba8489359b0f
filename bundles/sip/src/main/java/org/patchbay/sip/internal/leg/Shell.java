package org.patchbay.sip.internal.leg;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.sdp.SessionDescription;

/**
 * What stands around the description of a leg's media on its way to the far side and back. Goes
 * with the media through offer and answer, behind it.
 */
interface Shell {
    /** Nothing. */
    Shell NONE = new Shell() {};

    /** Around an offer of ours. */
    default CompletionStage<SessionDescription> offer(SessionDescription plain) {
        return CompletableFuture.completedFuture(plain);
    }

    /** The far side's answer to it. */
    default CompletionStage<Void> accept(SessionDescription answer) {
        return CompletableFuture.completedFuture(null);
    }

    /** Around our answer, which is not in force before {@link #commit}. */
    default CompletionStage<SessionDescription> answer(
            SessionDescription offer, SessionDescription plain) {
        return CompletableFuture.completedFuture(plain);
    }

    default CompletionStage<Void> commit() {
        return CompletableFuture.completedFuture(null);
    }

    default void rollback() {}
}
