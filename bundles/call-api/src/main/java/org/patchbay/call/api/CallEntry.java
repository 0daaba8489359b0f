package org.patchbay.call.api;

import org.osgi.annotation.versioning.ProviderType;

/** Where edges bring calls from outside in. */
@ProviderType
public interface CallEntry {
    /**
     * Begins a call with an incoming leg. Returns at once; the leg is told to ring, answer or hang
     * up later.
     *
     * @return where the leg tells what happens to it
     */
    LegEvents offer(Leg leg, CallOffer offer);

    /** A new leg id, unique in the house. */
    LegId newLegId();
}
