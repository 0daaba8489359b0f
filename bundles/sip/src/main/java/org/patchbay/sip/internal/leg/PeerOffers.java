package org.patchbay.sip.internal.leg;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.dialog.Renegotiation;
import org.patchbay.sip.internal.dialog.Renegotiation.Effect;
import org.patchbay.sip.internal.dialog.Renegotiation.Event;
import org.patchbay.sip.internal.dialog.UasInvite;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;

/**
 * The peer's half of {@link Offers}: its re-INVITE, UPDATE or PRACK with an offer, one at a time,
 * and for an INVITE what follows until its ACK. On the leg's queue.
 */
final class PeerOffers {
    private final SipLeg leg;
    private final Offers offers;

    /** The peer's re-INVITE that is being served or waits for its ACK. */
    private UasInvite peerInvite = UasInvite.begin();

    private SipRequest reinvite;
    private Responder reinviteResponder;

    /** What is being served: that re-INVITE, or an UPDATE that came after it. */
    private SipRequest peerRequest;

    private Responder peerResponder;

    /** The peer's offer is being put in force: from here on it is too late to take it back. */
    private boolean committing;

    PeerOffers(SipLeg leg, Offers offers) {
        this.leg = leg;
        this.offers = offers;
    }

    void ask(SipRequest request, Responder responder) {
        boolean invite = request.is(Methods.INVITE);
        boolean offer = request.head().sdp().isPresent();
        if (request.head().body().isPresent() && !offer) {
            responder.respond(Reply.of(415).header("Accept", Body.SDP));
            return;
        }
        if (!invite && !offer) {
            refreshTarget(request);
            responder.respond(accepted(request));
            return;
        }
        if (invite && peerInvite.state() == UasInvite.State.ACCEPTED) {
            peerInvite = UasInvite.begin(); // a newer one: the old ACK is not coming any more
        }
        Renegotiation.Step step = offers.step(new Event.PeerOffers());
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Refuse) {
                refuse(responder, ((Effect.Refuse) effect).status());
            } else if (effect instanceof Effect.TakeOffer) {
                take(request, responder);
            } else {
                offers.apply(effect);
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
                    served(request, accepted(request).body(Body.sdp(answer)), false);
                    offers.changed();
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
        offers.step(new Event.PeerServed(ackBringsAnswer && reply.status() < 300));
        leg.rearm();
    }

    private Reply accepted(SipRequest request) {
        Reply reply =
                Reply.of(200)
                        .contact(Contacts.uri(leg.local(), leg.flow()))
                        .header("Allow", Methods.ALLOWED)
                        .header("Supported", Methods.SUPPORTED);
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
        if (offers.state() == Renegotiation.State.REMOTE_AWAITS_ACK) {
            Optional<String> answer = ack.head().sdp();
            if (answer.isEmpty()) {
                leg.media.rollback();
                offers.step(new Event.AckWithAnswer());
            } else {
                leg.then(
                        leg.media.accept(answer.get()),
                        (nothing, e) -> {
                            offers.step(new Event.AckWithAnswer());
                            if (e == null) {
                                offers.changed();
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
            offers.step(new Event.PeerServed(false));
        }
    }

    void tick(long now) {
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
        return peerInvite.wakeAt();
    }

    /** The leg is over: nobody is served any more. */
    void over() {
        if (peerRequest != null && offers.state() == Renegotiation.State.REMOTE) {
            peerResponder.respond(Reply.of(peerRequest.is(Methods.INVITE) ? 487 : 481));
        }
        peerRequest = null;
    }
}
