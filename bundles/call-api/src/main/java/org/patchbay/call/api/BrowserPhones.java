package org.patchbay.call.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Phones in browsers: whoever has the connection to a page opens one and hands on, unread, what
 * both sides say.
 */
@ProviderType
public interface BrowserPhones {
    /** Any thread may call; nothing blocks. */
    BrowserPhone open(BrowserUser who, Page page);

    /** The way to a page. Any thread may call, one at a time: it must not block. */
    @ConsumerType
    interface Page {
        void tell(String json);

        /**
         * @param code of RFC 6455 §7.4
         */
        void close(int code, String reason);
    }
}
