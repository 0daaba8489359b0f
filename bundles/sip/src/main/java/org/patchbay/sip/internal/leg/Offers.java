package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.Renegotiation;
import org.patchbay.sip.internal.dialog.Renegotiation.Effect;
import org.patchbay.sip.internal.dialog.Renegotiation.Event;
import org.patchbay.sip.internal.dialog.UasInvite;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Reply;
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
    private Renegotiation talk = Renegotiation.stable();

    /** The peer's re-INVITE that is being served or waits for its ACK. */
    private UasInvite peerInvite = UasInvite.begin();

    private SipRequest reinvite;
    private Responder reinviteResponder;

    /** What is being served: that re-INVITE, or an UPDATE that came after it. */
    private SipRequest peerRequest;

    private Responder peerResponder;

    /** The peer's offer is being put in force: from here on it is too late to take it back. */
    private boolean committing;

    /** Our re-INVITE. */
    private long ourCseq;

    private String ourOffer = "";
    private List<Header> ourHeaders = List.of();
    private CompletableFuture<Void> holdDone;
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
    }

    // ---- the peer asks

    void peerAsks(SipRequest request, Responder responder) {
        boolean invite = request.is(Methods.INVITE);
        boolean offers = request.head().sdp().isPresent();
        if (request.head().body().isPresent() && !offers) {
            responder.respond(Reply.of(415).header("Accept", Body.SDP));
            return;
        }
        if (!invite && !offers) {
            refreshTarget(request);
            responder.respond(accepted(Reply.of(200)));
            return;
        }
        if (invite && peerInvite.state() == UasInvite.State.ACCEPTED) {
            peerInvite = UasInvite.begin(); // a newer one: the old ACK is not coming any more
        }
        Renegotiation.Step step = step(new Event.PeerOffers());
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Refuse) {
                refuse(responder, ((Effect.Refuse) effect).status());
            } else if (effect instanceof Effect.TakeOffer) {
                take(request, responder);
            } else {
                apply(effect);
            }
        }
    }

    private void refuse(Responder responder, int status) {
        Reply reply = Reply.of(status);
        responder.respond(status == 500 ? reply.header("Retry-After", "1") : reply);
    }

    private void take(SipRequest request, Responder responder) {
        peerRequest = request;
        peerResponder = responder;
        committing = false;
        if (request.is(Methods.INVITE)) {
            peerInvite = UasInvite.begin();
            reinvite = request;
            reinviteResponder = responder;
        }
        Optional<String> offer = request.head().sdp();
        if (offer.isPresent()) {
            leg.then(leg.media.propose(offer.get()), (answer, e) -> answered(request, answer, e));
        } else {
            leg.then(leg.media.offer(), (ours, e) -> offered(request, ours, e));
        }
    }

    private void answered(SipRequest request, String answer, Throwable failure) {
        if (leg.isOver() || request != peerRequest) {
            return;
        }
        if (failure != null) {
            served(request, Refusals.of(failure), false);
            return;
        }
        committing = true;
        leg.then(
                leg.media.commit(request.head().sdp().orElse("")),
                (nothing, e) -> {
                    if (e != null) {
                        served(request, Refusals.of(e), false);
                        return;
                    }
                    refreshTarget(request);
                    served(request, accepted(Reply.of(200)).body(Body.sdp(answer)), false);
                    changed();
                });
    }

    private void offered(SipRequest request, String ours, Throwable failure) {
        if (leg.isOver() || request != peerRequest) {
            return;
        }
        if (failure != null) {
            served(request, Refusals.of(failure), false);
            return;
        }
        refreshTarget(request);
        served(request, accepted(Reply.of(200)).body(Body.sdp(ours)), true);
    }

    /** Sends the final response, and for an INVITE goes on until its ACK. */
    private void served(SipRequest request, Reply reply, boolean ackBringsAnswer) {
        if (leg.isOver() || request != peerRequest) {
            return; // cancelled meanwhile, or the leg is over and BYE says so
        }
        if (request.is(Methods.INVITE)) {
            UasInvite.Event event =
                    reply.status() < 300
                            ? new UasInvite.Event.Accept()
                            : new UasInvite.Event.Reject(reply.status());
            peerInvite = peerInvite.next(event, leg.now()).state();
        }
        peerResponder.respond(reply);
        step(new Event.PeerServed(ackBringsAnswer && reply.status() < 300));
        leg.rearm();
    }

    private Reply accepted(Reply reply) {
        return reply.contact(Contacts.uri(leg.local(), leg.flow()))
                .header("Allow", Methods.ALLOWED);
    }

    private void refreshTarget(SipRequest request) {
        leg.flow(request.peer().asHop());
        request.head().target().ifPresent(uri -> leg.dialog = leg.dialog.withTarget(uri));
    }

    /** Whether the ACK belongs to the peer's re-INVITE. */
    boolean takesAck(SipRequest ack) {
        if (reinvite == null || ack.cseq() != reinvite.cseq()) {
            return false;
        }
        peerInvite = peerInvite.next(new UasInvite.Event.Ack(), leg.now()).state();
        if (talk.state() == Renegotiation.State.REMOTE_AWAITS_ACK) {
            Optional<String> answer = ack.head().sdp();
            if (answer.isEmpty()) {
                leg.media.rollback();
                step(new Event.AckWithAnswer());
            } else {
                leg.then(
                        leg.media.accept(answer.get()),
                        (nothing, e) -> {
                            step(new Event.AckWithAnswer());
                            if (e == null) {
                                changed();
                            } else if (!leg.isOver()) {
                                leg.media.rollback();
                            }
                        });
            }
        }
        return true;
    }

    boolean isReinvite(String branch) {
        return reinvite != null && reinvite.head().branch().equals(branch);
    }

    /** The peer takes its re-INVITE back; the dialog stays (RFC 3261 §9.2). */
    void cancel(Responder responder) {
        responder.respond(Reply.of(200));
        boolean open = peerInvite.state() == UasInvite.State.PROCEEDING;
        if (open && peerRequest != null && peerRequest == reinvite && !committing) {
            peerInvite = peerInvite.next(new UasInvite.Event.Reject(487), leg.now()).state();
            peerResponder.respond(Reply.of(487));
            peerRequest = null;
            leg.media.rollback();
            step(new Event.PeerServed(false));
        }
    }

    // ---- we ask

    void hold(boolean held, CompletableFuture<Void> done) {
        if (leg.media == null || leg.dialog == null || !leg.isSettled()) {
            done.completeExceptionally(new IllegalStateException("not answered yet"));
            return;
        }
        if (talk.state() != Renegotiation.State.STABLE || accepting) {
            later.ifPresent(wish -> wish.fail("something else is wanted meanwhile"));
            later = Optional.of(new HoldWish(held, done));
            return;
        }
        step(new Event.WantOffer()); // from here on an offer of the peer meets a 491
        holdDone = done;
        holdWanted = held;
        ourHeaders = List.of();
        leg.then(leg.media.hold(held).thenCompose(nothing -> leg.media.offer()), this::offerReady);
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
        Optional<HoldWish> wish = later;
        boolean open = accepting || talk.state() != Renegotiation.State.STABLE;
        if (open || leg.isOver()) {
            return;
        }
        if (wish.isEmpty()) {
            List<Header> headers = toShow;
            toShow = List.of();
            if (!headers.isEmpty()) {
                show(headers);
            }
            return;
        }
        later = Optional.empty();
        if (wish.get().held() == holdInForce) {
            wish.get().done().complete(null);
            pursue();
        } else {
            hold(wish.get().held(), wish.get().done());
        }
    }

    private void apply(Effect effect) {
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
        CompletableFuture<Void> done = holdDone;
        holdDone = null;
        if (done != null && failure == null) {
            done.complete(null);
        } else if (done != null) {
            done.completeExceptionally(failure);
        }
    }

    private void changed() {
        if (!leg.isOver()) {
            leg.tellHeld();
            leg.events().mediaChanged();
        }
    }

    /** Sends our side as it is, for the sake of those headers; the newest count. */
    void show(List<Header> headers) {
        if (talk.state() != Renegotiation.State.STABLE || accepting) {
            toShow = headers;
            return;
        }
        step(new Event.WantOffer());
        ourHeaders = headers;
        holdWanted = holdInForce;
        leg.then(leg.media.offer(), this::offerReady);
    }

    // ---- time

    void tick(long now) {
        if (leg.isOver()) {
            return;
        }
        step(new Event.Tick()).effects().forEach(this::apply);
        UasInvite.Step step = peerInvite.next(new UasInvite.Event.Tick(), now);
        peerInvite = step.state();
        for (UasInvite.Effect effect : step.effects()) {
            if (effect instanceof UasInvite.Effect.SendOkAgain) {
                reinviteResponder.repeat();
            } else if (effect instanceof UasInvite.Effect.NoAck) {
                leg.inDialog().lost(Reason.TIMEOUT, "no ACK");
            }
        }
    }

    long wakeAt() {
        return leg.isOver()
                ? org.patchbay.sip.internal.dialog.Timing.NEVER
                : Math.min(talk.retryAt(), peerInvite.wakeAt());
    }

    /** The leg is over: nobody is served any more. */
    void over() {
        finish(new IllegalStateException("the leg is over"));
        later.ifPresent(wish -> wish.fail("the leg is over"));
        later = Optional.empty();
        if (peerRequest != null
                && peerRequest.is(Methods.INVITE)
                && peerInvite.state() == UasInvite.State.PROCEEDING
                && talk.state() == Renegotiation.State.REMOTE) {
            peerResponder.respond(Reply.of(487));
        }
        peerRequest = null;
    }

    private Renegotiation.Step step(Event event) {
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
