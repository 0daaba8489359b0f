package org.patchbay.web.internal.live;

import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;

/** {@code /api/v1/phone}. */
public final class PhoneServlet extends PatchbayJettyWebSocketServlet {
    private static final long serialVersionUID = 1L;

    private final transient Switchboard phones;

    public PhoneServlet(Gate gate, Switchboard phones) {
        super(gate, Role.USER);
        this.phones = phones;
    }

    @Override
    Socket open(Who who) {
        return phones.open(who);
    }
}
