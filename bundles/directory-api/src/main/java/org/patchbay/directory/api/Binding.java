package org.patchbay.directory.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One contact of an address of record (RFC 3261 §10.3).
 *
 * @param contact the Contact URI as registered, without the brackets; compared by the rules of
 *     §19.1.4
 * @param q priority in thousandths, 0…1000
 * @param callId and {@code cseq} of the REGISTER that made it last (§10.3 step 7)
 * @param path routes towards it, URIs with brackets (RFC 3327)
 */
public record Binding(
        AddressOfRecord aor,
        String contact,
        int q,
        Instant expires,
        String callId,
        long cseq,
        Flow flow,
        String userAgent,
        List<String> path) {
    public Binding {
        Objects.requireNonNull(aor);
        Objects.requireNonNull(contact);
        Objects.requireNonNull(expires);
        Objects.requireNonNull(callId);
        Objects.requireNonNull(flow);
        Objects.requireNonNull(userAgent);
        path = List.copyOf(path);
    }

    /** Reached straight over its flow. */
    public Binding(
            AddressOfRecord aor,
            String contact,
            int q,
            Instant expires,
            String callId,
            long cseq,
            Flow flow,
            String userAgent) {
        this(aor, contact, q, expires, callId, cseq, flow, userAgent, List.of());
    }
}
