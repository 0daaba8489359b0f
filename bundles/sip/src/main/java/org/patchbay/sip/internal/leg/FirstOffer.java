package org.patchbay.sip.internal.leg;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The offer of a call that comes in and our answer to it; or our offer, where the INVITE had none.
 * On the leg's queue.
 */
final class FirstOffer {
    private final SipLeg leg;
    private final Optional<String> theirs;
    private volatile String ours = "";
    private CompletionStage<Void> committed;

    FirstOffer(SipLeg leg, Optional<String> theirs) {
        this.leg = leg;
        this.theirs = theirs;
    }

    /** Whether the INVITE had one. */
    boolean isTheirs() {
        return theirs.isPresent();
    }

    /** Our answer, not in force yet. */
    CompletionStage<String> propose() {
        return leg.media.propose(theirs.orElseThrow());
    }

    /** Our answer, or our offer; empty before there is one. */
    String ours() {
        return ours;
    }

    void ours(String sdp) {
        ours = sdp;
    }

    /** Puts our answer in force, once; nothing where the INVITE had no offer. */
    CompletionStage<Void> commit() {
        if (committed == null) {
            committed =
                    theirs.map(offer -> leg.media.commit(offer))
                            .orElse(CompletableFuture.completedFuture(null));
        }
        return committed;
    }

    /** What the 2xx says: our answer, which is in force then, or our offer. */
    CompletionStage<Void> describe() {
        return isTheirs() ? commit() : leg.media.offer().thenAccept(this::ours);
    }

    /** Whether our answer may be shown to the caller. */
    boolean isAnswered() {
        return committed != null && !ours.isEmpty();
    }
}
