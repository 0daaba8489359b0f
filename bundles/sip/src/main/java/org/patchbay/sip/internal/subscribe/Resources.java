package org.patchbay.sip.internal.subscribe;

import org.patchbay.directory.api.Directory;
import org.patchbay.sip.internal.message.SipUriText;

/** How the house calls what is subscribed to. */
final class Resources {
    private Resources() {}

    static String uri(String resource, Directory directory) {
        return "sip:" + SipUriText.escapeUser(resource) + "@" + directory.domain();
    }
}
