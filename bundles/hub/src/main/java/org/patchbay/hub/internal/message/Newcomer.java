package org.patchbay.hub.internal.message;

import java.util.Objects;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;

/**
 * An answered leg that comes from another call.
 *
 * @param is as others are shown it
 */
public record Newcomer(LegId leg, boolean incoming, String target, Party is, Owner owner) {
    public Newcomer {
        Objects.requireNonNull(leg);
        Objects.requireNonNull(target);
        Objects.requireNonNull(is);
        Objects.requireNonNull(owner);
    }
}
