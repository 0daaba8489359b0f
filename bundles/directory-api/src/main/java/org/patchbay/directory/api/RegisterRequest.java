package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One REGISTER.
 *
 * @param contacts empty to ask what there is
 * @param removeAll the only contact is {@code *} (needs {@code expires} 0, RFC 3261 §10.3 step 6)
 * @param expires of the Expires header, seconds
 * @param path routes towards the contacts, URIs with brackets (RFC 3327)
 */
public record RegisterRequest(
        AddressOfRecord aor,
        List<Contact> contacts,
        boolean removeAll,
        OptionalInt expires,
        String callId,
        long cseq,
        Flow flow,
        String userAgent,
        List<String> path) {
    public RegisterRequest {
        Objects.requireNonNull(aor);
        contacts = List.copyOf(contacts);
        Objects.requireNonNull(expires);
        Objects.requireNonNull(callId);
        Objects.requireNonNull(flow);
        Objects.requireNonNull(userAgent);
        path = List.copyOf(path);
    }

    /** Straight from the device. */
    public RegisterRequest(
            AddressOfRecord aor,
            List<Contact> contacts,
            boolean removeAll,
            OptionalInt expires,
            String callId,
            long cseq,
            Flow flow,
            String userAgent) {
        this(aor, contacts, removeAll, expires, callId, cseq, flow, userAgent, List.of());
    }

    /**
     * @param uri without the brackets
     * @param expires of the contact's own parameter, seconds
     * @param q in thousandths; 1000 where missing
     */
    public record Contact(String uri, OptionalInt expires, int q) {}
}
