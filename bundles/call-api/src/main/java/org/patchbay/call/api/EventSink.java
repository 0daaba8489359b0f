package org.patchbay.call.api;

import org.osgi.annotation.versioning.ProviderType;

/** Where bundles publish events of the house; one sequencer numbers them all. Never blocks. */
@ProviderType
public interface EventSink {
    void publish(HouseEvent event);
}
