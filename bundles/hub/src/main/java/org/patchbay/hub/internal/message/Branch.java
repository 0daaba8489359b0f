package org.patchbay.hub.internal.message;

import java.util.Objects;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;

/**
 * One leg that may be dialled.
 *
 * @param target what its provider is given
 * @param origin the target it came from: the device of which this is one contact
 * @param party for whom it stands: the user of that device, or else the origin itself
 */
public record Branch(LegId leg, Target target, Target origin, Target party) {
    public Branch {
        Objects.requireNonNull(leg);
        Objects.requireNonNull(target);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(party);
    }
}
