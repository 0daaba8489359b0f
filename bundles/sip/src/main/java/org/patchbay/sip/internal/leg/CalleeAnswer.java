package org.patchbay.sip.internal.leg;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The answer to our first offer: of whoever rings, and then of who answered. On the leg's queue.
 */
final class CalleeAnswer {
    private final SipLeg leg;

    /** The last that was put in force, and whose it was; null before. */
    private CompletionStage<Void> inForce;

    private String from = "";

    CalleeAnswer(SipLeg leg) {
        this.leg = leg;
    }

    /** One came while it rings. */
    CompletionStage<Void> came(String tag, String sdp) {
        from = tag;
        inForce = leg.media.accept(sdp);
        return inForce;
    }

    /**
     * Who has that tag answered.
     *
     * @param reliable its answer where that came before, reliably: there is no other then (RFC 3262
     *     §5)
     * @param said of the 2xx
     */
    CompletionStage<Void> agreed(String tag, Optional<String> reliable, Optional<String> said) {
        boolean known = inForce != null && from.equals(tag);
        if (known && (reliable.isPresent() || said.isEmpty())) {
            return inForce;
        }
        return reliable.or(() -> said)
                .map(sdp -> came(tag, sdp))
                .orElseGet(
                        () ->
                                inForce != null
                                        ? inForce
                                        : CompletableFuture.failedFuture(
                                                new IllegalStateException("no answer in the 200")));
    }
}
