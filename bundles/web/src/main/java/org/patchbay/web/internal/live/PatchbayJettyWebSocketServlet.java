package org.patchbay.web.internal.live;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;

/**
 * Lets somebody in before there is a WebSocket. Felix knows servlets of this kind by the end of the
 * name of their superclass: keep it.
 */
public abstract class PatchbayJettyWebSocketServlet extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate;
    private final Role role;

    PatchbayJettyWebSocketServlet(Gate gate, Role role) {
        this.gate = gate;
        this.role = role;
    }

    /**
     * @throws Problem where there is none for him
     */
    abstract Socket open(Who who);

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setMaxTextMessageSize(Socket.MOST_TEXT_BYTES);
        factory.setMaxBinaryMessageSize(1024);
        factory.setMaxFrameSize(Socket.MOST_TEXT_BYTES);
        factory.setCreator(this::create);
    }

    private Object create(JettyServerUpgradeRequest upgrade, JettyServerUpgradeResponse response)
            throws IOException {
        try {
            Who who = let(upgrade.getHttpServletRequest());
            // Compressed, a small frame might be a huge text, and texts of secrets would leak.
            response.setExtensions(java.util.List.of());
            return open(who);
        } catch (Problem problem) {
            response.sendError(problem.kind().status(), problem.getMessage());
            return null;
        }
    }

    private Who let(HttpServletRequest request) {
        Optional<Who> who = gate.whoOfSocket(request);
        if (who.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_LOGGED_IN, "log in first");
        }
        if (!who.get().role().includes(role)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "the role " + role.text() + " is needed");
        }
        return who.get();
    }
}
