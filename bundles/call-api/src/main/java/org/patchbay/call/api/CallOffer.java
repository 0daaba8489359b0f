package org.patchbay.call.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An incoming call as its edge brings it, authenticated before.
 *
 * @param device id of the device that calls; empty for a call from a trunk
 * @param trunk id of the trunk that it came by
 * @param caller as the far side may claim it: from the directory for a device, from the message for
 *     a trunk
 * @param called the number that was dialled
 * @param codecs names that the caller offered, in its order
 * @param seat whose place it takes, in the call that leg is in, as its edge has allowed; empty for
 *     a call of its own
 * @param passage what it brings along
 * @param user id of the user who calls, where that is known beyond the device
 */
public record CallOffer(
        Optional<String> device,
        Optional<String> trunk,
        Party caller,
        String called,
        List<String> codecs,
        Optional<LegId> seat,
        Passage passage,
        Optional<String> user) {
    public CallOffer {
        Objects.requireNonNull(user);
        Objects.requireNonNull(passage);
        Objects.requireNonNull(device);
        Objects.requireNonNull(trunk);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        codecs = List.copyOf(codecs);
        Objects.requireNonNull(seat);
    }

    /** Whose device it is says who calls. */
    public CallOffer(
            Optional<String> device,
            Optional<String> trunk,
            Party caller,
            String called,
            List<String> codecs,
            Optional<LegId> seat,
            Passage passage) {
        this(device, trunk, caller, called, codecs, seat, passage, Optional.empty());
    }

    /** A call of its own. */
    public CallOffer(
            Optional<String> device,
            Optional<String> trunk,
            Party caller,
            String called,
            List<String> codecs) {
        this(device, trunk, caller, called, codecs, Optional.empty(), Passage.FIRST);
    }

    /** The same call, in place of that leg. */
    public CallOffer inPlaceOf(LegId leg) {
        return new CallOffer(
                device, trunk, caller, called, codecs, Optional.of(leg), passage, user);
    }

    /** The same call, as it came here. */
    public CallOffer by(Passage other) {
        return new CallOffer(device, trunk, caller, called, codecs, seat, other, user);
    }
}
