package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.SdpException;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.Renegotiation;
import org.patchbay.sip.internal.dialog.Renegotiation.Effect;
import org.patchbay.sip.internal.dialog.Renegotiation.Event;
import org.patchbay.sip.internal.dialog.UasInvite;
import org.patchbay.sip.internal.message.Body;
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
    private CompletableFuture<Void> askDone;

    /** What is undone where ours is refused. */
    private Runnable undo = () -> {};

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
            responder.respond(accepted(request));
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
            served(request, refusal(failure), false);
            return;
        }
        committing = true;
        leg.then(
                leg.media.commit(request.head().sdp().orElse("")),
                (nothing, e) -> {
                    if (e != null) {
                        served(request, refusal(e), false);
                        return;
                    }
                    refreshTarget(request);
                    served(request, accepted(request).body(Body.sdp(answer)), false);
                    changed();
                });
    }

    private void offered(SipRequest request, String ours, Throwable failure) {
        if (leg.isOver() || request != peerRequest) {
            return;
        }
        if (failure != null) {
            served(request, refusal(failure), false);
            return;
        }
        refreshTarget(request);
        served(request, accepted(request).body(Body.sdp(ours)), true);
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

    static Reply refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof NoCommonFormatException) {
            return Reply.of(488);
        }
        return cause instanceof SdpException
                ? Reply.of(400).reason("Unreadable session description")
                : Reply.of(500);
    }

    private Reply accepted(SipRequest request) {
        Reply reply =
                Reply.of(200)
                        .contact(Contacts.uri(leg.local(), leg.flow()))
                        .header("Allow", Methods.ALLOWED);
        return leg.inDialog().session().granted(request, reply);
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
        ask(
                () -> leg.media.hold(held).thenCompose(nothing -> leg.media.offer()),
                () -> leg.media.hold(!held),
                done);
    }

    /** What is in force once more: nothing changes, and the far side shows that it is there. */
    void refresh(CompletableFuture<Void> done) {
        ask(() -> leg.media.offerAgain(), () -> {}, done);
    }

    private void ask(
            Supplier<CompletionStage<String>> offers,
            Runnable undone,
            CompletableFuture<Void> done) {
        if (leg.media == null || leg.dialog == null || !leg.isSettled()) {
            done.completeExceptionally(new IllegalStateException("not answered yet"));
            return;
        }
        if (talk.state() != Renegotiation.State.STABLE) {
            done.completeExceptionally(new IllegalStateException("an offer is open"));
            return;
        }
        step(new Event.WantOffer()); // from here on an offer of the peer meets a 491
        askDone = done;
        undo = undone;
        leg.then(
                offers.get(),
                (offer, e) -> {
                    if (leg.isOver()) {
                        finish(new IllegalStateException("the leg is over"));
                    } else if (e != null) {
                        step(new Event.Response(500)).effects().forEach(this::apply);
                    } else {
                        ourOffer = offer;
                        apply(new Effect.SendOffer());
                    }
                    leg.rearm();
                });
    }

    private void apply(Effect effect) {
        if (effect instanceof Effect.SendOffer) {
            ourCseq = sender.send(Methods.INVITE, List.of(), Optional.of(Body.sdp(ourOffer)));
        } else if (effect instanceof Effect.Rejected) {
            leg.media.rollback();
            undo.run(); // what was in force stays
            finish(
                    new IllegalStateException(
                            "the far side refused: " + ((Effect.Rejected) effect).status()));
        } else if (effect instanceof Effect.DialogGone) {
            finish(new IllegalStateException("the dialog is gone"));
            leg.inDialog().lost(Reason.TIMEOUT, "no such dialog at the far side");
        }
    }

    /** A final response to our re-INVITE; a 2xx may come again. */
    void response(SipResponse response) {
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
            leg.then(
                    leg.media.accept(answer),
                    (nothing, e) -> {
                        finish(e);
                        changed();
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

    private void changed() {
        if (!leg.isOver()) {
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
        return step;
    }
}
