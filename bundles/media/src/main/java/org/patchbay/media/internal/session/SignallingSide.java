package org.patchbay.media.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.patchbay.media.internal.srtp.Protection;
import org.patchbay.sdp.SessionDescription;

/**
 * The half of a session that signalling talks to: offer and answer, and the codecs that they take.
 * Runs on the threads that call, one at a time; what was agreed goes to the media loop as a whole.
 */
final class SignallingSide {
    private final String name;
    private final Negotiation negotiation;
    private final BiFunction<Media, Protection, CompletionStage<Void>> install;
    private final Protections protections = new Protections();
    private Media committed;
    private Media proposed;
    private boolean closed;

    /**
     * @param install hands an agreement to the media loop, in the order of calling, with how its
     *     packets are protected
     */
    SignallingSide(
            String name,
            Negotiation negotiation,
            BiFunction<Media, Protection, CompletionStage<Void>> install) {
        this.name = name;
        this.negotiation = negotiation;
        this.install = install;
    }

    CompletionStage<SessionDescription> offer() {
        return step(() -> CompletableFuture.completedFuture(negotiation.offer()));
    }

    CompletionStage<Void> accept(SessionDescription answer) {
        return step(() -> put(new Media(negotiation.accept(answer), committed)));
    }

    CompletionStage<SessionDescription> propose(SessionDescription offer) {
        return step(
                () -> {
                    SessionDescription answer = negotiation.propose(offer);
                    try {
                        proposed = new Media(negotiation.proposed(), committed);
                    } catch (RuntimeException e) {
                        negotiation.rollback();
                        throw e;
                    }
                    return CompletableFuture.completedFuture(answer);
                });
    }

    CompletionStage<Void> commit() {
        return step(
                () -> {
                    negotiation.commit();
                    Media next = proposed;
                    proposed = null;
                    return put(next);
                });
    }

    CompletionStage<Void> rollback() {
        return step(
                () -> {
                    negotiation.rollback();
                    forgetProposed();
                    return CompletableFuture.completedFuture(null);
                });
    }

    CompletionStage<Void> hold(boolean held) {
        return step(
                () -> {
                    negotiation.hold(held);
                    return CompletableFuture.completedFuture(null);
                });
    }

    /** The end; true for the first caller. */
    synchronized boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        forgetProposed();
        return true;
    }

    private CompletionStage<Void> put(Media next) {
        committed = next;
        return install.apply(next, protections.of(next.crypto));
    }

    /** Its codecs that nothing else runs on were never used: they may be closed here. */
    private void forgetProposed() {
        if (proposed != null) {
            proposed.closeAllBut(committed);
            proposed = null;
        }
    }

    private synchronized <T> CompletionStage<T> step(Supplier<CompletionStage<T>> work) {
        try {
            if (closed) {
                throw new IllegalStateException(name + " is closed");
            }
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
