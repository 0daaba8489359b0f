package org.patchbay.sip.internal.leg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;

/**
 * Whom to ring, and how.
 *
 * @param requestUri the binding's Contact, or the trunk's number
 * @param media what the directory says of its media
 * @param others where it is to be tried after {@code hop}
 * @param patience how long each may be without a sign; zero for as long as the protocol waits
 * @param routes URIs of the routes towards each
 * @param identity what the INVITE asserts of the caller
 */
record Callee(
        NextHop hop,
        String requestUri,
        NameAddr from,
        NameAddr to,
        MediaWish media,
        List<NextHop> others,
        Duration patience,
        Function<NextHop, List<String>> routes,
        List<Header> identity) {
    /** In one place only, and straight there. */
    Callee(NextHop hop, String requestUri, NameAddr from, NameAddr to, MediaWish media) {
        this(
                hop,
                requestUri,
                from,
                to,
                media,
                List.of(),
                Duration.ZERO,
                any -> List.of(),
                List.of());
    }

    /** The INVITE towards one of the places. */
    OutRequest invite(
            String callId,
            NameAddr caller,
            long cseq,
            String branch,
            HostPort local,
            NextHop towards,
            Body offer) {
        List<Header> headers = new ArrayList<>(Methods.ABILITIES);
        headers.addAll(identity);
        return new OutRequest(
                Methods.INVITE,
                requestUri,
                callId,
                caller,
                to,
                cseq,
                branch,
                routes.apply(towards),
                Optional.of(Contacts.uri(local, towards)),
                local,
                towards,
                headers,
                Optional.of(offer));
    }
}
