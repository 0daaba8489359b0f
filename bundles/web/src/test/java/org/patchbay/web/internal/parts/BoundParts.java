package org.patchbay.web.internal.parts;

import org.patchbay.call.api.ScriptCatalog;

/** Parts of the house as the framework binds them. */
public final class BoundParts {
    private BoundParts() {}

    public static Parts of(ScriptCatalog scripts) {
        Parts parts = new Parts();
        parts.scripts = scripts;
        return parts;
    }
}
