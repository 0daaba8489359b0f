package org.patchbay.web.internal.live;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.http.BadMessageException;
import org.patchbay.web.internal.http.Answers;
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
    private static final String PROTOCOL = "websocket";
    private static final String SOCKET = PatchbayJettyWebSocketServlet.class.getName() + ".socket";

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
        factory.setCreator(PatchbayJettyWebSocketServlet::create);
    }

    private static Object create(
            JettyServerUpgradeRequest upgrade, JettyServerUpgradeResponse response) {
        // Compressed, a small frame might be a huge text, and texts of secrets would leak.
        response.setExtensions(List.of());
        return upgrade.getHttpServletRequest().getAttribute(SOCKET);
    }

    /** Whoever is refused is told why as everywhere else, which an upgrade has no words for. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (!request.getMethod().equals("GET")) {
                response.setHeader("Allow", "GET");
                throw Problem.of(Problem.Kind.METHOD, "only GET");
            }
            if (isHandshake(request)) {
                request.setAttribute(SOCKET, open(let(request)));
            }
            super.service(request, response);
        } catch (BadMessageException e) {
            refuse(request, response, Problem.of(Problem.Kind.BAD_REQUEST, "no such handshake"));
        } catch (Problem problem) {
            refuse(request, response, problem);
        }
    }

    private static boolean isHandshake(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains(PROTOCOL);
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        Answers.problem(response, problem, !Answers.hasBody(request));
    }

    /** What was no handshake. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        // RFC 9110 §15.5.22, RFC 6455 §4.4
        response.setHeader("Upgrade", PROTOCOL);
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Version", "13");
        throw Problem.of(Problem.Kind.UPGRADE, "that is a WebSocket's address");
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
