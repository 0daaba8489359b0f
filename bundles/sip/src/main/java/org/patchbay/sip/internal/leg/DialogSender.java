package org.patchbay.sip.internal.leg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** Sends the requests of one leg's dialogs, and once more with credentials. On the leg's queue. */
final class DialogSender {
    /** At most that many of our own requests are out at a time. */
    private static final int MOST_OPEN = 16;

    private final SipLeg leg;
    private final Map<Long, OutRequest> open = new HashMap<>();

    DialogSender(SipLeg leg) {
        this.leg = leg;
    }

    /** The next request of the leg's own dialog; gives its CSeq. */
    long send(String method, List<Header> headers, Optional<Body> body) {
        Dialog next = leg.dialog.withNextCseq();
        leg.dialog = next;
        OutRequest request = request(next, method, next.localCseq(), headers, body);
        transmit(request);
        return next.localCseq();
    }

    /** A request of a dialog that is no leg: a fork that answered too late. */
    void sendAside(Dialog stranger, String method, List<Header> headers) {
        Dialog next = stranger.withNextCseq();
        leg.house
                .transport()
                .send(request(next, method, next.localCseq(), headers, Optional.empty()));
    }

    /** ACK of a 2xx (RFC 3261 §13.2.2.4): the INVITE's CSeq, its credentials, a new branch. */
    void ack(Dialog to, long cseq, List<Header> headers) {
        leg.house.transport().sendAck(request(to, "ACK", cseq, headers, Optional.empty()));
    }

    /** ACK and BYE for whoever answered an INVITE that was given up, where that went. */
    void endAside(OutRequest invite, Dialog stranger, boolean withBye) {
        Dialog.Path path = stranger.path();
        List<Header> credentials = invite.headers("uthorization");
        leg.house
                .transport()
                .sendAck(aside(invite, stranger, "ACK", invite.cseq(), path, credentials));
        if (withBye) {
            long cseq = stranger.withNextCseq().localCseq();
            leg.house.transport().send(aside(invite, stranger, "BYE", cseq, path, List.of()));
        }
    }

    private OutRequest aside(
            OutRequest invite,
            Dialog dialog,
            String method,
            long cseq,
            Dialog.Path path,
            List<Header> headers) {
        return new OutRequest(
                method,
                path.requestUri(),
                dialog.callId(),
                dialog.local(),
                dialog.remote(),
                cseq,
                leg.house.tokens().branch(),
                path.routes(),
                Optional.empty(),
                leg.local(),
                invite.hop(),
                headers,
                Optional.empty());
    }

    /**
     * Takes the final response to one of ours.
     *
     * @return the CSeq under which the request is out again where it was a challenge, else 0
     */
    long resent(SipResponse response) {
        OutRequest request = open.remove(response.head().cseq());
        if (request == null || !response.isChallenge() || wentAstray(request)) {
            return 0;
        }
        Optional<Header> answer = leg.credentials.answer(response, request);
        if (answer.isEmpty()) {
            return 0;
        }
        leg.dialog = leg.dialog.withNextCseq();
        transmit(
                request.again(leg.dialog.localCseq(), leg.house.tokens().branch())
                        .header(answer.get()));
        return leg.dialog.localCseq();
    }

    /** Along a route that the caller chose: the secret is not for whoever is there. */
    private boolean wentAstray(OutRequest request) {
        return leg.isIncoming() && !request.hop().address().equals(leg.flow().address());
    }

    /** No answer comes to that one. */
    void forget(long cseq) {
        open.remove(cseq);
    }

    private void transmit(OutRequest request) {
        if (open.size() < MOST_OPEN) {
            open.put(request.cseq(), request);
        }
        leg.house.transport().send(request);
    }

    private OutRequest request(
            Dialog dialog, String method, long cseq, List<Header> headers, Optional<Body> body) {
        Dialog.Path path = dialog.path();
        // a target refresh, or a NOTIFY (RFC 6665 §8.1.1)
        boolean refreshes = List.of("INVITE", "UPDATE", "NOTIFY").contains(method);
        return new OutRequest(
                method,
                path.requestUri(),
                dialog.callId(),
                dialog.local(),
                dialog.remote(),
                cseq,
                leg.house.tokens().branch(),
                path.routes(),
                refreshes ? Optional.of(Contacts.uri(leg.local(), leg.flow())) : Optional.empty(),
                leg.local(),
                WayBack.hop(dialog, leg.flow()),
                headers,
                body);
    }
}
