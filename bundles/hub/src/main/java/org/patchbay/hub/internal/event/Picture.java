package org.patchbay.hub.internal.event;

import org.patchbay.call.api.CallSnapshot;

/**
 * A call as it is after its last event, cheap to keep; the numbers of its media are looked up when
 * somebody looks.
 */
@FunctionalInterface
public interface Picture {
    CallSnapshot develop();
}
