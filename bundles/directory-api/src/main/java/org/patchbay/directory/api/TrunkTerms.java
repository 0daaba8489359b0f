package org.patchbay.directory.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What holds for the calls of a trunk.
 *
 * @param callerId the number that calls over it show, where the caller's user has none of its own
 *     for it; empty for the caller's
 * @param trusted the far side is in our trust domain (RFC 3325 §2.3): what it asserts about callers
 *     is believed, and it is told who calls
 */
public record TrunkTerms(CallLimits limits, Optional<String> callerId, boolean trusted) {
    public static final TrunkTerms PLAIN =
            new TrunkTerms(CallLimits.NONE, Optional.empty(), false);

    public TrunkTerms {
        Objects.requireNonNull(limits);
        Objects.requireNonNull(callerId);
    }
}
