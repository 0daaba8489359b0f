package org.patchbay.web.internal.parts;

import org.patchbay.call.api.CallHub;

/** Parts of which some are there. */
public final class PartsWith {
    private PartsWith() {}

    public static Parts hub(CallHub hub) {
        Parts parts = new Parts();
        parts.hub = hub;
        return parts;
    }
}
