package org.patchbay.sip.internal.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What requests and responses have in common.
 *
 * @param method of the CSeq
 * @param branch of the topmost Via with its sent-by: the transaction's key (RFC 3261 §17.2.3)
 * @param recordRoutes URIs with brackets, in their order
 * @param more other headers that somebody here reads, by lower-case name
 */
public record SipHead(
        String method,
        String callId,
        NameAddr from,
        NameAddr to,
        long cseq,
        String branch,
        List<String> recordRoutes,
        List<ContactAddress> contacts,
        Map<String, List<String>> more,
        Optional<Body> body,
        Peer peer) {
    public SipHead {
        recordRoutes = List.copyOf(recordRoutes);
        contacts = List.copyOf(contacts);
        more = Map.copyOf(more);
    }

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        return more.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The Contact that becomes the remote target (§12.1). */
    public Optional<String> target() {
        return contacts.stream().map(ContactAddress::uri).filter(u -> !u.equals("*")).findFirst();
    }

    public Optional<String> sdp() {
        return body.filter(Body::isSdp).map(Body::text);
    }
}
