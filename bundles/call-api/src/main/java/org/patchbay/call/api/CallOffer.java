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
 */
public record CallOffer(
        Optional<String> device,
        Optional<String> trunk,
        Party caller,
        String called,
        List<String> codecs) {
    public CallOffer {
        Objects.requireNonNull(device);
        Objects.requireNonNull(trunk);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        codecs = List.copyOf(codecs);
    }
}
