package org.patchbay.sip.internal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that we send.
 *
 * @param branch of the Via; every new transaction has its own
 * @param routes URIs with brackets
 * @param contact our URI; empty for none
 * @param local address and port as the peer sees us
 */
public record OutRequest(
        String method,
        String uri,
        String callId,
        NameAddr from,
        NameAddr to,
        long cseq,
        String branch,
        List<String> routes,
        Optional<String> contact,
        HostPort local,
        NextHop hop,
        List<Header> headers,
        Optional<Body> body) {
    public OutRequest {
        Objects.requireNonNull(method);
        routes = List.copyOf(routes);
        headers = List.copyOf(headers);
    }

    public OutRequest header(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new OutRequest(
                method, uri, callId, from, to, cseq, branch, routes, contact, local, hop, more,
                body);
    }

    /** With that instead of what has its name. */
    public OutRequest with(Header header) {
        List<Header> others =
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(header.name())).toList();
        return new OutRequest(
                        method, uri, callId, from, to, cseq, branch, routes, contact, local, hop,
                        others, body)
                .header(header);
    }

    /** The headers that some name ends with. */
    public List<Header> headers(String nameEnd) {
        return headers.stream().filter(h -> h.name().endsWith(nameEnd)).toList();
    }

    /** The same as a new transaction: with credentials, or again after a 491. */
    public OutRequest again(long newCseq, String newBranch) {
        return new OutRequest(
                method, uri, callId, from, to, newCseq, newBranch, routes, contact, local, hop,
                headers, body);
    }
}
