package org.patchbay.sip.internal.leg;

import org.patchbay.call.api.Party;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.SipUriText;

/** People as SIP addresses. */
final class Parties {
    private Parties() {}

    /** A From; who has no number is anonymous (RFC 3323 §4.1.1.3). */
    static NameAddr from(Party party, String domain) {
        if (party.number().isEmpty()) {
            String name = party.name().isEmpty() ? "Anonymous" : party.name();
            return new NameAddr(name, "sip:anonymous@anonymous.invalid", "");
        }
        return new NameAddr(party.name(), uri(party.number(), domain), "");
    }

    static String uri(String user, String host) {
        return "sip:" + SipUriText.escapeUser(user) + "@" + host;
    }
}
