package org.patchbay.call.api;

import org.osgi.annotation.versioning.ProviderType;

/** The phone in one page. Any thread may call, one at a time; nothing blocks. */
@ProviderType
public interface BrowserPhone {
    /** The page said this; a text of at most 64 KiB. */
    void said(String json);

    /** The page is gone, or its connection is. */
    void closed();
}
