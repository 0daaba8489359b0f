package org.patchbay.sip.internal.entry;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.SipRequest;

/** What the sender of a request can read in its answer (RFC 3261 §20.1). */
final class Accepted {
    private static final Set<String> SDP = Set.of(Body.SDP, "application/*", "*/*");

    private Accepted() {}

    /**
     * Whether a session description may come back, where one would: INVITE, and OPTIONS, which is
     * answered as an INVITE would be (§11.2). Nothing said means {@code application/sdp}; an empty
     * Accept means nothing at all.
     */
    static boolean takesSdp(SipRequest request) {
        if (!request.is(Methods.INVITE) && !request.is(Methods.OPTIONS)) {
            return true;
        }
        List<String> accept = request.head().headers("Accept");
        return accept.isEmpty() || accept.stream().anyMatch(Accepted::covers);
    }

    private static boolean covers(String value) {
        return Stream.of(value.split(",")).anyMatch(Accepted::isForSdp);
    }

    private static boolean isForSdp(String range) {
        List<String> parts =
                List.of(range.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(";"));
        // q=0 is "not at all" (RFC 2616 §3.9, which §20.1 refers to)
        return SDP.contains(parts.get(0))
                && parts.stream().noneMatch(p -> p.matches("q=0(\\.0{0,3})?"));
    }
}
