package org.patchbay.web.internal.live;

import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;

/** {@code /api/v1/events}. */
public final class EventsServlet extends PatchbayJettyWebSocketServlet {
    private static final long serialVersionUID = 1L;

    private final transient Broadcast broadcast;

    public EventsServlet(Gate gate, Broadcast broadcast) {
        super(gate, Role.OPERATOR);
        this.broadcast = broadcast;
    }

    @Override
    Socket open(Who who) {
        EventSocket socket = broadcast.open(who);
        if (socket == null) {
            throw Problem.of(Problem.Kind.ABSENT, "too many watch");
        }
        return socket;
    }
}
