package org.patchbay.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.patchbay.web.internal.http.Answers;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Sources;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route, asks who it is, reads the body, writes the answer. */
public final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);
    private static final int LONGEST_VALUE = 512;
    private static final int MOST_STRANGERS = 16;

    private final transient Router router;
    private final transient Gate gate;
    private final transient Semaphore strangers = new Semaphore(MOST_STRANGERS);

    public RestServlet(Rest rest, Gate gate) {
        this.router = new Router(rest.routes());
        this.gate = gate;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Answer answer = answer(request, response);
            answer.headers().forEach(response::setHeader);
            if (answer.tree().isPresent()) {
                Answers.json(response, answer.status(), answer.tree().get());
            } else {
                response.setStatus(answer.status());
            }
        } catch (Problem problem) {
            Answers.problem(request, response, problem);
        } catch (RuntimeException e) {
            LOG.error("{} {} broke", request.getMethod(), request.getServletPath(), e);
            Answers.problem(
                    request, response, Problem.of(Problem.Kind.BROKEN, "see the server's log"));
        }
    }

    private Answer answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<String> segments = segments(request);
        Router.Found found = find(request, response, segments);
        Route route = found.route();
        Optional<Who> who = gate.who(request);
        boolean showsToken = request.getHeader("Authorization") != null;
        if (who.isEmpty() && (showsToken || route.role().isPresent())) {
            throw Problem.of(Problem.Kind.NOT_LOGGED_IN, "by cookie or token");
        }
        if (route.role().isPresent()) {
            require(route.role().get(), who.get());
        } else if (!request.getMethod().equals("GET")) {
            Gate.requireOurPage(request);
        }
        boolean strange = who.isEmpty() && !route.body().isEmpty();
        JsonNode body = strange ? strangersBody(route, request) : body(route, request);
        return route.handler()
                .handle(
                        new Ask(
                                who,
                                found.values(),
                                query(route, request),
                                body,
                                Sources.of(request.getRemoteAddr())));
    }

    /** Whoever sends a body byte by byte keeps a thread: of those nobody knows, few at once. */
    private JsonNode strangersBody(Route route, HttpServletRequest request) throws IOException {
        if (!strangers.tryAcquire()) {
            throw Problem.later(Problem.Kind.ABSENT, "too many log in at once", 2);
        }
        try {
            return body(route, request);
        } finally {
            strangers.release();
        }
    }

    private static void require(Role role, Who who) {
        if (!who.role().includes(role)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "the role " + role.text() + " is needed");
        }
    }

    private Router.Found find(
            HttpServletRequest request, HttpServletResponse response, List<String> segments) {
        Optional<Router.Found> found = router.find(request.getMethod(), segments);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> methods = router.methods(segments);
        if (methods.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such path");
        }
        response.setHeader("Allow", String.join(", ", methods));
        throw Problem.of(Problem.Kind.METHOD, "only " + String.join(", ", methods));
    }

    private static List<String> segments(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.length() > LONGEST_VALUE) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such path");
        }
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private static Map<String, String> query(Route route, HttpServletRequest request) {
        Map<String, String> query = new HashMap<>();
        // From the query alone: a body is never read as a form.
        request.getParameterMap()
                .forEach(
                        (name, values) -> {
                            if (route.query().stream().noneMatch(f -> f.name().equals(name))) {
                                throw Problem.at(name, "is not known here");
                            }
                            if (values.length != 1 || values[0].length() > LONGEST_VALUE) {
                                throw Problem.at(name, "once, and not so long");
                            }
                            query.put(name, values[0]);
                        });
        return query;
    }

    private static JsonNode body(Route route, HttpServletRequest request) throws IOException {
        if (route.body().isEmpty()) {
            return Json.object("{}");
        }
        String type = request.getContentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(Problem.Kind.NOT_JSON, "Content-Type: application/json");
        }
        JsonNode body = Json.object(Answers.body(request));
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (route.body().stream().noneMatch(f -> f.name().equals(name))) {
                                throw Problem.at(name, "is not known here");
                            }
                        });
        return body;
    }
}
