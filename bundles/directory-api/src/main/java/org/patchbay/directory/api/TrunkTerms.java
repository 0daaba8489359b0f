package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for the calls of a trunk.
 *
 * @param callerId the number that calls over it show, where the caller's user has none of its own
 *     for it and {@code mayShow} has none that fits; empty for the caller's
 * @param mayShow beginnings of the numbers that may be shown as they are
 * @param showForwarded whether a caller from outside whose call goes on over this trunk may be
 *     shown with the number that he came with
 * @param trusted the far side is in our trust domain (RFC 3325 §2.3): what it asserts about callers
 *     is believed, and it is told who calls
 */
public record TrunkTerms(
        CallLimits limits,
        Optional<String> callerId,
        List<String> mayShow,
        boolean showForwarded,
        boolean trusted) {
    public static final TrunkTerms PLAIN =
            new TrunkTerms(CallLimits.NONE, Optional.empty(), List.of(), false, false);

    public TrunkTerms {
        Objects.requireNonNull(limits);
        Objects.requireNonNull(callerId);
        mayShow = List.copyOf(mayShow);
        if (callerId.isEmpty() && (!mayShow.isEmpty() || showForwarded)) {
            throw new IllegalArgumentException("whoever shows another number shows none");
        }
    }

    /**
     * The number of who calls, or what is shown in its place.
     *
     * @param forwarded it is the number of a caller from outside
     */
    public String shown(String number, boolean forwarded) {
        boolean fits = mayShow.stream().anyMatch(number::startsWith);
        return fits || forwarded && showForwarded ? number : callerId.orElse(number);
    }
}
