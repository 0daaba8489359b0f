package org.patchbay.directory.api;

import java.util.List;

/** What became of a REGISTER, for the answer's status and headers. */
public sealed interface RegisterOutcome {
    /** 200 with every binding that there is now. */
    record Ok(List<Binding> bindings) implements RegisterOutcome {
        public Ok {
            bindings = List.copyOf(bindings);
        }
    }

    /** 423 with Min-Expires (RFC 3261 §10.3 step 7). */
    record TooBrief(int minExpiresS) implements RegisterOutcome {}

    /**
     * 400: a {@code *} that is not alone or without Expires 0, or more contacts than we keep; the
     * reason says which.
     */
    record Invalid(String reason) implements RegisterOutcome {}

    /** 500: an older CSeq of the same Call-ID (§10.3 step 7). */
    record OutOfOrder() implements RegisterOutcome {}
}
