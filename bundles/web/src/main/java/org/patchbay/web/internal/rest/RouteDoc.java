package org.patchbay.web.internal.rest;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the document says of a route, beside what the router goes by.
 *
 * @param nothing what an answer without a body (204) means besides; empty where there is none
 * @param type of what is answered, where it goes well and something is
 * @param bodySchema of the body, where that is more than its members; else empty
 * @param answerSchema of what is answered, where the document knows; else empty
 */
record RouteDoc(
        String summary,
        Optional<String> nothing,
        String type,
        Map<String, Object> bodySchema,
        Map<String, Object> answerSchema) {
    private static final String JSON = "application/json";

    RouteDoc {
        Objects.requireNonNull(summary);
        Objects.requireNonNull(nothing);
        Objects.requireNonNull(type);
        Objects.requireNonNull(bodySchema);
        Objects.requireNonNull(answerSchema);
    }

    /** Of one that answers JSON. */
    static RouteDoc of(String summary) {
        return new RouteDoc(summary, Optional.empty(), JSON, Map.of(), Map.of());
    }
}
