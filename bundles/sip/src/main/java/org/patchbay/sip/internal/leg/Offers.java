package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.Renegotiation;
import org.patchbay.sip.internal.dialog.Renegotiation.Effect;
import org.patchbay.sip.internal.dialog.Renegotiation.Event;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/**
 * Carries out what {@link Renegotiation} decides: offers inside a confirmed dialog, by re-INVITE or
 * UPDATE of the peer and by re-INVITE of ours. On the leg's queue.
 */
final class Offers {
    private final SipLeg leg;
    private final DialogSender sender;
    private final PeerOffers theirs;
    private Renegotiation talk = Renegotiation.stable();

    /** Our re-INVITE. */
    private long ourCseq;

    private String ourOffer = "";
    private List<Header> ourHeaders = List.of();
    private CompletableFuture<Void> askDone;
    private boolean holdWanted;
    private boolean holdInForce;

    /** The peer's answer is being put in force. */
    private boolean accepting;

    /** What was wanted while an offer was open: the newest counts. */
    private Optional<HoldWish> later = Optional.empty();

    /** What is to be said by an offer as soon as none is open. */
    private List<Header> toShow = List.of();

    Offers(SipLeg leg, DialogSender sender) {
        this.leg = leg;
        this.sender = sender;
        this.theirs = new PeerOffers(leg, this);
    }

    // ---- the peer asks

    void peerAsks(SipRequest request, Responder responder) {
        theirs.ask(request, responder);
    }

    /** Whether the ACK belongs to the peer's re-INVITE. */
    boolean takesAck(SipRequest ack) {
        return theirs.takesAck(ack);
    }

    boolean isReinvite(String branch) {
        return theirs.isReinvite(branch);
    }

    void cancel(Responder responder) {
        theirs.cancel(responder);
    }

    // ---- we ask

    void hold(boolean held, CompletableFuture<Void> done) {
        if (!mayAsk(done)) {
            return;
        }
        if (isOpen()) {
            later.ifPresent(wish -> wish.fail("something else is wanted meanwhile"));
            later = Optional.of(new HoldWish(held, done));
            return;
        }
        askDone = done;
        ask(held, List.of(), () -> leg.media.hold(held).thenCompose(nothing -> leg.media.offer()));
    }

    /**
     * What is in force once more: nothing changes, and the far side shows that it is there.
     * Whatever else is open does that, too.
     */
    void refresh(CompletableFuture<Void> done) {
        if (!mayAsk(done)) {
            return;
        }
        if (isOpen()) {
            done.completeExceptionally(new IllegalStateException("an offer is open"));
            return;
        }
        askDone = done;
        ask(holdInForce, List.of(), () -> leg.media.offer());
    }

    /** Sends our side as it is, for the sake of those headers; the newest count. */
    void show(List<Header> headers) {
        if (isOpen()) {
            toShow = headers;
            return;
        }
        ask(holdInForce, headers, () -> leg.media.offer());
    }

    private boolean mayAsk(CompletableFuture<Void> done) {
        boolean may = leg.media != null && leg.dialog != null && leg.isSettled();
        if (!may) {
            done.completeExceptionally(new IllegalStateException("not answered yet"));
        }
        return may;
    }

    private boolean isOpen() {
        return accepting || talk.state() != Renegotiation.State.STABLE;
    }

    private void ask(boolean held, List<Header> headers, Supplier<CompletionStage<String>> offer) {
        step(new Event.WantOffer()); // from here on an offer of the peer meets a 491
        ourHeaders = headers;
        holdWanted = held;
        leg.then(offer.get(), this::offerReady);
    }

    private void offerReady(String offer, Throwable e) {
        if (leg.isOver()) {
            finish(new IllegalStateException("the leg is over"));
        } else if (e != null) {
            step(new Event.Response(500)).effects().forEach(this::apply);
        } else {
            ourOffer = offer;
            apply(new Effect.SendOffer());
        }
        leg.rearm();
    }

    /** No offer is open any more. */
    private void pursue() {
        if (isOpen() || leg.isOver()) {
            return;
        }
        if (later.isEmpty()) {
            showLater();
            return;
        }
        HoldWish wish = later.get();
        later = Optional.empty();
        if (wish.held() == holdInForce) {
            wish.done().complete(null);
            showLater();
        } else {
            hold(wish.held(), wish.done());
        }
    }

    private void showLater() {
        List<Header> headers = toShow;
        toShow = List.of();
        if (!headers.isEmpty()) {
            show(headers);
        }
    }

    void apply(Effect effect) {
        if (effect instanceof Effect.SendOffer) {
            ourCseq = sender.send(Methods.INVITE, ourHeaders, Optional.of(Body.sdp(ourOffer)));
        } else if (effect instanceof Effect.Rejected rejected) {
            leg.media.rollback();
            rejected(rejected.status());
        } else if (effect instanceof Effect.DialogGone) {
            finish(new IllegalStateException("the dialog is gone"));
            leg.inDialog().lost(Reason.TIMEOUT, "no such dialog at the far side");
        }
    }

    /** At 491 the peer offers, and our answer has what we wanted; else what was in force stays. */
    private void rejected(int status) {
        if (status == 491) {
            toShow = toShow.isEmpty() ? ourHeaders : toShow; // an answer does not say that
            holdInForce = holdWanted;
            finish(null);
        } else {
            leg.media.hold(holdInForce);
            finish(new IllegalStateException("the far side refused: " + status));
        }
    }

    /** A final response to our re-INVITE; a 2xx may come again. */
    void response(SipResponse response) {
        if (leg.dialog == null) {
            return; // a stray: there was never anything to offer in
        }
        if (response.isSuccess()) {
            sender.ack(leg.dialog, response.head().cseq(), List.of());
        }
        if (response.head().cseq() != ourCseq || talk.state() != Renegotiation.State.LOCAL) {
            return;
        }
        long again = sender.resent(response);
        if (again != 0) {
            ourCseq = again;
            return;
        }
        if (response.isSuccess()) {
            Dialog dialog = leg.dialog;
            response.head().target().ifPresent(uri -> leg.dialog = dialog.withTarget(uri));
            String answer = response.head().sdp().orElse("");
            accepting = true;
            leg.then(
                    leg.media.accept(answer),
                    (nothing, e) -> {
                        accepting = false;
                        holdInForce = e == null ? holdWanted : holdInForce;
                        finish(e);
                        changed();
                        pursue();
                    });
        }
        step(new Event.Response(response.status())).effects().forEach(this::apply);
    }

    void failure(TransactionFailure failure) {
        if (failure.cseq() == ourCseq && talk.state() == Renegotiation.State.LOCAL) {
            step(new Event.Response(408)).effects().forEach(this::apply);
        }
    }

    private void finish(Throwable failure) {
        CompletableFuture<Void> done = askDone;
        askDone = null;
        if (done != null && failure == null) {
            done.complete(null);
        } else if (done != null) {
            done.completeExceptionally(failure);
        }
    }

    void changed() {
        if (!leg.isOver() && leg.isAnswered()) {
            leg.tellHeld();
            leg.events().mediaChanged();
        }
    }

    // ---- time

    void tick(long now) {
        if (leg.isOver()) {
            return;
        }
        step(new Event.Tick()).effects().forEach(this::apply);
        theirs.tick(now);
    }

    long wakeAt() {
        return leg.isOver() ? Timing.NEVER : Math.min(talk.retryAt(), theirs.wakeAt());
    }

    /** The leg is over: nobody is served any more. */
    void over() {
        finish(new IllegalStateException("the leg is over"));
        later.ifPresent(wish -> wish.fail("the leg is over"));
        later = Optional.empty();
        theirs.over();
    }

    Renegotiation.State state() {
        return talk.state();
    }

    Renegotiation.Step step(Event event) {
        long backoff = Renegotiation.backoff(!leg.isIncoming(), leg.house.tokens().fraction());
        Renegotiation.Step step = talk.next(event, leg.now(), backoff);
        talk = step.state();
        if ((later.isPresent() || !toShow.isEmpty())
                && talk.state() == Renegotiation.State.STABLE) {
            leg.post(this::pursue);
        }
        return step;
    }
}
