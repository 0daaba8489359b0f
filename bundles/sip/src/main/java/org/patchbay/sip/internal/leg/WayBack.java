package org.patchbay.sip.internal.leg;

import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.SipUriText;

/** Where the requests of a dialog go on the wire. */
public final class WayBack {
    private WayBack() {}

    /**
     * Without routes the way that the peer's messages come from is the way back, whatever its
     * Contact says: that is what works through address translation. A route that is written as an
     * address is followed.
     *
     * @param flow where they come from
     */
    public static NextHop hop(Dialog dialog, NextHop flow) {
        String next = dialog.path().nextUri();
        String host = SipUriText.host(next);
        if (dialog.routes().isEmpty() || !Contacts.isAddress(host)) {
            return flow;
        }
        int port = SipUriText.port(next);
        String named = SipUriText.parameter(next, "transport");
        boolean secret = SipUriText.isSips(next) || named.equals("tls");
        String transport = secret ? "tls" : named;
        if (flow.isSecure() && (!secret || flow.domain().isEmpty())) {
            return flow; // never less secret than it came, and by a new connection only to a name
        }
        int usual = secret ? 5061 : 5060;
        boolean same =
                host.equals(flow.address())
                        && (port < 0 ? usual : port) == flow.port()
                        && (transport.isEmpty() || transport.equals(flow.transport()));
        return same
                ? flow
                : new NextHop(
                        transport.isEmpty() ? "udp" : transport,
                        host,
                        port < 0 ? usual : port,
                        "",
                        flow.domain());
    }
}
