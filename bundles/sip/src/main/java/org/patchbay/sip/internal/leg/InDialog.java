package org.patchbay.sip.internal.leg;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/**
 * What happens inside a leg's dialog (RFC 3261 §12.2): sorts the requests, and hands offers to
 * {@link Offers}. On the leg's queue.
 */
final class InDialog {
    private final SipLeg leg;
    private final DialogSender sender;
    private final Offers offers;
    private final Referral referral;
    private final ConnectedParty connected;
    private final InfoKeys keys;
    private boolean byeSent;

    InDialog(SipLeg leg) {
        this.leg = leg;
        this.sender = new DialogSender(leg);
        this.offers = new Offers(leg, sender);
        this.referral = new Referral(leg, sender);
        this.connected = new ConnectedParty(leg, sender, offers);
        this.keys = new InfoKeys(leg, sender);
    }

    DialogSender sender() {
        return sender;
    }

    Referral referral() {
        return referral;
    }

    ConnectedParty connected() {
        return connected;
    }

    void request(SipRequest request, Responder responder) {
        if (request.is(Methods.ACK)) {
            if (!offers.takesAck(request)) {
                leg.onAck(request);
            }
            leg.rearm();
            return;
        }
        if (leg.dialog == null) {
            responder.respond(Reply.of(481));
            return;
        }
        if (!leg.dialog.isInOrder(request)) {
            responder.respond(Reply.of(500).reason("Request out of order")); // §12.2.2
            return;
        }
        leg.dialog = leg.dialog.withRemoteCseq(request.cseq());
        connected.heard(request.head());
        serve(request, responder);
        leg.rearm();
    }

    private void serve(SipRequest request, Responder responder) {
        switch (request.method()) {
            case Methods.BYE:
                responder.respond(Reply.of(200));
                byeSent = true; // there is none to answer it with
                leg.onBye();
                break;
            case Methods.INVITE, Methods.UPDATE:
                if (leg.isOver()) {
                    responder.respond(Reply.of(481));
                } else if (!leg.isSettled()) {
                    responder.respond(Reply.of(491)); // the first offer is still open
                } else {
                    offers.peerAsks(request, responder);
                }
                break;
            case Methods.INFO:
                responder.respond(keys.take(request));
                break;
            case Methods.REFER:
                referral.asked(request, responder);
                break;
            case Methods.OPTIONS:
                responder.respond(Methods.capabilities(Reply.of(200)));
                break;
            default:
                responder.respond(Methods.notAllowed());
        }
    }

    /** Keys by INFO, both ways. */
    InfoKeys keys() {
        return keys;
    }

    /** A response to a request of ours inside the dialog. */
    void response(SipResponse response) {
        if (response.isProvisional()) {
            return;
        }
        if (response.method().equals(Methods.INVITE)) {
            offers.response(response);
        } else if (response.method().equals(Methods.NOTIFY)) {
            referral.response(response);
        } else if (sender.resent(response) == 0 && isAboutOurBye(response.method())) {
            leg.gone();
        }
        leg.rearm();
    }

    void failure(TransactionFailure failure) {
        sender.forget(failure.cseq());
        if (failure.method().equals(Methods.INVITE)) {
            offers.failure(failure);
        } else if (failure.method().equals(Methods.NOTIFY)) {
            referral.failure(failure);
        } else if (isAboutOurBye(failure.method())) {
            leg.gone();
        }
    }

    /** A fork or a server that was given up gets a BYE, too, and the dialog stays. */
    private boolean isAboutOurBye(String method) {
        return byeSent && method.equals(Methods.BYE);
    }

    void hold(boolean held, CompletableFuture<Void> done) {
        offers.hold(held, done);
        leg.rearm();
    }

    boolean isReinvite(String branch) {
        return offers.isReinvite(branch);
    }

    void cancelReinvite(Responder responder) {
        offers.cancel(responder);
    }

    /** Ends the dialog, once; after the word that it ends for. */
    void bye(DisconnectCause cause) {
        if (!byeSent && !referral.afterLastWord(() -> bye(cause))) {
            byeSent = true;
            sender.send(Methods.BYE, Causes.reasonHeaders(cause), Optional.empty());
        }
    }

    /** The far side does not know the dialog, or does not keep to it. */
    void lost(Reason reason, String text) {
        DisconnectCause cause = DisconnectCause.of(reason, text);
        leg.end(cause);
        bye(cause);
    }

    void over() {
        offers.over();
    }

    void tick(long now) {
        offers.tick(now);
    }

    long wakeAt() {
        return offers.wakeAt();
    }
}
