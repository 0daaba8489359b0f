package org.patchbay.sip.internal.dialog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipUriText;

/**
 * The state of a dialog (RFC 3261 §12): a value, replaced by each change.
 *
 * @param local we, with our tag
 * @param localCseq of our last request
 * @param remoteCseq of the peer's last request; −1 while there was none
 * @param routes URIs with brackets, in the order of requests that we send
 * @param target the peer's Contact
 */
public record Dialog(
        String callId,
        NameAddr local,
        NameAddr remote,
        long localCseq,
        long remoteCseq,
        List<String> routes,
        String target) {
    public Dialog {
        Objects.requireNonNull(callId);
        Objects.requireNonNull(target);
        routes = List.copyOf(routes);
    }

    /** As the one who is called (§12.1.1). */
    public static Dialog ofUas(SipRequest invite, String localTag) {
        return new Dialog(
                invite.callId(),
                invite.head().to().withTag(localTag),
                invite.head().from(),
                0,
                invite.cseq(),
                invite.head().recordRoutes(),
                invite.head().target().orElse(invite.head().from().uri()));
    }

    /** As the one who calls (§12.1.2): the routes come in reverse. */
    public static Dialog ofUac(OutRequest invite, SipResponse response) {
        List<String> routes = new ArrayList<>(response.head().recordRoutes());
        Collections.reverse(routes);
        return new Dialog(
                invite.callId(),
                invite.from(),
                invite.to().withTag(response.toTag()),
                invite.cseq(),
                -1,
                routes,
                response.head().target().orElse(invite.uri()));
    }

    public Dialog withNextCseq() {
        return new Dialog(callId, local, remote, localCseq + 1, remoteCseq, routes, target);
    }

    /** What an early dialog said and heard before goes on in it. */
    public Dialog after(Dialog early) {
        return new Dialog(
                callId,
                local,
                remote,
                Math.max(localCseq, early.localCseq),
                Math.max(remoteCseq, early.remoteCseq),
                routes,
                target);
    }

    public Dialog withRemoteCseq(long cseq) {
        return new Dialog(callId, local, remote, localCseq, cseq, routes, target);
    }

    /** A target refresh request or its 2xx brought a Contact (§12.2). */
    public Dialog withTarget(String uri) {
        return new Dialog(callId, local, remote, localCseq, remoteCseq, routes, uri);
    }

    /** Whether the peer's request comes after all before (§12.2.2): an equal one is old too. */
    public boolean isInOrder(SipRequest request) {
        return remoteCseq < 0 || request.cseq() > remoteCseq;
    }

    public boolean owns(SipRequest request) {
        return request.callId().equals(callId)
                && request.head().to().tag().equals(local.tag())
                && request.head().from().tag().equals(remote.tag());
    }

    /** The request URI and the Route headers of the next request (§12.2.1.1). */
    public Path path() {
        if (routes.isEmpty()) {
            return new Path(target, routes, target);
        }
        String first = uriOf(routes.get(0));
        if (SipUriText.hasParameter(first, "lr")) {
            return new Path(target, routes, first);
        }
        // a strict router: it is the request URI, and the target comes last
        List<String> shifted = new ArrayList<>(routes.subList(1, routes.size()));
        shifted.add("<" + target + ">");
        return new Path(first, shifted, first);
    }

    private static String uriOf(String bracketed) {
        int from = bracketed.indexOf('<');
        int to = bracketed.indexOf('>', from + 1);
        return from >= 0 && to > from ? bracketed.substring(from + 1, to) : bracketed;
    }

    /**
     * @param nextUri whose host and port the request goes to
     */
    public record Path(String requestUri, List<String> routes, String nextUri) {}
}
