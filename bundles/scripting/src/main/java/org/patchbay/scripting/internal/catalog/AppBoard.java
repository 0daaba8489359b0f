package org.patchbay.scripting.internal.catalog;

import org.patchbay.call.api.CallApp;

/** Where call apps are shown to the house: the service registry. */
@FunctionalInterface
public interface AppBoard {
    /**
     * @return takes it down again
     */
    Runnable show(CallApp app);
}
